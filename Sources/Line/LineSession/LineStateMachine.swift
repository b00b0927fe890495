package import BankProtocol
package import MessageSecurity
package import Retry

/// One terminal's side of the line: the connection, the exchanges that are open on it, what proves that an answer is one to
/// them, and the marks that go out with them.
///
/// Does no I/O, reads no clock and draws no chance: each event is a method call whose moves say what to do, in their order.
/// `ConnectionStateMachine` says when to connect, sign on and echo, a `RetryStateMachine` for each exchange when to send;
/// here they are joined, and messages become frames.
package struct LineStateMachine: Sendable {
    /// Draws the deviation of one wait.
    package typealias DrawJitter = () -> Jitter

    let terminal: TerminalID
    let policy: RetryPolicy
    let seal: MessageSeal

    var connection: ConnectionStateMachine
    /// MACs of the 08xx messages of this connection that are unanswered: one at most, as a later one replaces an earlier.
    package internal(set) var networkMACs: [STAN: SentMACs] = [:]
    package internal(set) var exchanges: [ExchangeID: OpenExchange] = [:]
    var closedExchanges = ClosedExchanges()
    var marks = Marks()
    var roundTrips = RoundTripEstimator()
    /// Numbers the machines, so that no two share a timer; 0 is the connection's.
    private var machines = 0

    /// `seal` is without a key for a terminal enrolled so: messages bear no MAC, answers' are not checked.
    package init(
        terminal: TerminalID, policy: RetryPolicy, timings: ConnectionTimings, seal: MessageSeal
    ) {
        self.terminal = terminal
        self.policy = policy
        self.seal = seal
        connection = ConnectionStateMachine(timings: timings, owner: machines)
    }

    /// The connection that is being made or is there; `nil` between two.
    package var current: ConnectionID? { connection.current }

    mutating func nextOwner() -> Int {
        machines += 1
        return machines
    }
}

extension LineStateMachine {
    /// What an alarm was set for.
    package enum Alarm: Hashable, Sendable {
        case exchange(ExchangeID, TimerID)
        case connection(TimerID)
    }

    package enum Move: Hashable, Sendable {
        /// Make this connection, then call `connected` or `lost`.
        case connect(ConnectionID)
        /// Give up the connection that is there, if any.
        case hangUp
        /// Call `alarmRang` after this time.
        case arm(Alarm, in: Duration)
        case send(frame: [UInt8])
        case report(TransportEvent)
        /// For the log only.
        case note(LineNotice)
    }
}
