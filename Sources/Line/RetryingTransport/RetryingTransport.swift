package import BankProtocol
package import LinkFaults
package import Logging
package import NIOCore

/// Carries keyed requests to the bank over a line that may fail, again and again until each is answered or stopped.
package actor RetryingTransport {
    /// All that happens on the line, in order; for one reader.
    package nonisolated let events: AsyncStream<TransportEvent>

    package init(
        configuration: Configuration, authority: any SignOnAuthority, faults: LinkFaults = .none,
        eventLoopGroup: any EventLoopGroup, logger: Logger, clock: LineClock,
        wallClock: @escaping @Sendable () -> Timestamp,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        fatalError("bodies follow")
    }

    /// Connects, signs on and reconnects until its task is cancelled. To be called once.
    package func run() async {
        fatalError("bodies follow")
    }

    /// Begins an exchange, or changes the urgency of one that is open; the first request of an exchange stays its content.
    /// `sentBefore` says that it may have gone out already, in a former life of this process.
    package func send(_ request: KeyedRequest, _ urgency: Urgency, sentBefore: Bool = false) {
        fatalError("bodies follow")
    }

    /// Sends it no more; an answer that still comes is logged as late.
    package func stop(_ exchange: ExchangeID) {
        fatalError("bodies follow")
    }

    /// D60 of what goes out from now on, for keys of this epoch. It only rises.
    package func raiseMark(_ mark: SequenceNumber, of epoch: Epoch) {
        fatalError("bodies follow")
    }

    /// Makes the connection anew at once, with a sign-on of its own.
    package func reconnect() {
        fatalError("bodies follow")
    }

    /// Sets, lifts or orders faults while the line runs.
    package func changeFaults(_ change: @Sendable (inout LinkFaults) -> Void) {
        fatalError("bodies follow")
    }

    /// What the faults are now, and what they have done.
    package func currentFaults() -> LinkFaults {
        fatalError("bodies follow")
    }
}
