/// One thing that befell one message on the line: what the fault injector knows and neither end can.
package struct LineSighting: Hashable, Sendable {
    package enum Event: Hashable, Sendable {
        /// It was put on the line, and this is what will become of it.
        case entered(Fate)
        /// This copy of it has come to the other end.
        case arrived
        /// This copy was under way when the connection broke.
        case lostWithConnection
    }

    /// The message was the *n*th that either end put on the line since this process began; its copies share the number.
    package let message: Int
    /// 0, or 1 for the double.
    package let copy: Int
    package let direction: LinkFaults.Direction
    /// As it entered or arrived: damaged if it was damaged. Masked: of a card number only the last four digits are told,
    /// of a PIN block nothing.
    package let frame: [UInt8]
    /// Since this process began.
    package let at: Duration
    package let event: Event

    package init(
        message: Int, copy: Int, direction: LinkFaults.Direction, frame: [UInt8], at: Duration,
        event: Event
    ) {
        self.message = message
        self.copy = copy
        self.direction = direction
        self.frame = frame
        self.at = at
        self.event = event
    }
}

/// All that a tap of the line is told, in the order of its happening.
package enum LineNews: Hashable, Sendable {
    case sighting(LineSighting)
    /// A connection was made.
    case connected(at: Duration)
    /// The connection has ended.
    case disconnected(at: Duration)
    /// An ordered fault has met its message.
    case struck(LinkFaults.Direction, ArmedStrike)
}
