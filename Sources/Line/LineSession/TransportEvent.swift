package import BankProtocol

/// What the line tells the machine.
package enum TransportEvent: Hashable, Sendable {
    case link(LinkState)
    /// An exchange's request has gone out for the `number`th time, `elapsed` after the first; the next follows in
    /// `nextIn` unless an answer comes.
    case sent(ExchangeID, number: Int, elapsed: Duration, nextIn: Duration)
    /// The answer to an open exchange; the exchange is closed and no repeat follows.
    case answered(Answer)
    /// The bank cannot serve an open exchange now (91, 96). The same request follows again in `nextIn`, backing off, until
    /// another answer comes or `stop` is called.
    case deferred(Answer, nextIn: Duration)
    /// An answer that matches nothing open. For the log: never to be acted on.
    case late(Answer)
}

package enum LinkState: Hashable, Sendable {
    /// Not connected; the next try comes after `nextTry`.
    case down(nextTry: Duration)
    /// Not connected, since one end does not trust the other; the next try comes after `nextTry`.
    case untrusted(LineDistrust, nextTry: Duration)
    case connecting
    /// Connected and signed on.
    case up
    /// The bank refused the sign-on: 58 with this reason. No keyed original will be sent on this line.
    case refused(AnswerReason?)
}

/// What the journal makes of the bank's answer to its sign-on (`protocol.md` §4.2).
package enum SignOnVerdict: Hashable, Sendable {
    /// The connection is up.
    case proceed
    /// The journal has moved on meanwhile, or has just taken a new epoch: make the connection anew.
    case reconnect
    /// Fenced or refused: only reversals and advices may go.
    case restricted
}
