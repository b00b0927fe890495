package import BankProtocol
package import LedgerStore
package import MessageSecurity

/// What the event loop asks of the writer.
package enum BatchWork: Sendable {
    case decide(Arrival)
    case signOn(SignOn, of: TerminalID)
    /// An echo brought a mark of its connection's epoch.
    case raiseMark(SequenceNumber, in: Epoch, echo: NetworkRequest)

    /// Whether it is a keyed request.
    package var isRequest: Bool {
        switch self {
        case .decide: true
        case .signOn, .raiseMark: false
        }
    }

    /// The terminal of a keyed request.
    var requester: TerminalID? {
        switch self {
        case .decide(let arrival): arrival.transmission.request.terminal
        case .signOn, .raiseMark: nil
        }
    }
}

/// What became of it; durable when it leaves the writer.
package enum BatchOutcome: Sendable {
    case decided(Answer)
    case signOnDecided(SignOnDecision)
    /// The mark is `nil` when the mark could not be raised now.
    case markRaised(SequenceNumber?, echo: NetworkRequest)

    /// Whether it answers a keyed request.
    package var isAnswer: Bool {
        switch self {
        case .decided: true
        case .signOnDecided, .markRaised: false
        }
    }
}

/// The way back from the writer to the connection that asked.
package struct ReturnTicket: Hashable, Sendable {
    package var connection: Int
    /// The MAC of the very request or repeat, which the answer's covers.
    package var requestMAC: MAC?

    package init(connection: Int, requestMAC: MAC? = nil) {
        self.connection = connection
        self.requestMAC = requestMAC
    }
}

/// One outcome on its way back.
package struct BatchDelivery: Sendable {
    package var ticket: ReturnTicket
    package var outcome: BatchOutcome
}
