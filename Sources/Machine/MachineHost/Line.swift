package import BankProtocol
package import LineSession
package import RetryingTransport

/// The way to the bank, as a machine uses it.
package struct Line: Sendable {
    package var events: AsyncStream<TransportEvent>
    package var run: @Sendable () async -> Void
    package var send: @Sendable (KeyedRequest, Urgency, _ sentBefore: Bool) async -> Void
    package var stop: @Sendable (ExchangeID) async -> Void
    package var raiseMark: @Sendable (SequenceNumber, Epoch) async -> Void
    /// Makes the connection anew, with a sign-on of its own.
    package var reconnect: @Sendable () async -> Void

    package init(
        events: AsyncStream<TransportEvent>, run: @escaping @Sendable () async -> Void,
        send: @escaping @Sendable (KeyedRequest, Urgency, Bool) async -> Void,
        stop: @escaping @Sendable (ExchangeID) async -> Void,
        raiseMark: @escaping @Sendable (SequenceNumber, Epoch) async -> Void,
        reconnect: @escaping @Sendable () async -> Void
    ) {
        self.events = events
        self.run = run
        self.send = send
        self.stop = stop
        self.raiseMark = raiseMark
        self.reconnect = reconnect
    }
}

extension Line {
    /// `transport` was made with the machine's host as its authority.
    package init(_ transport: RetryingTransport) {
        self.init(
            events: transport.events,
            run: { await transport.run() },
            send: { await transport.send($0, $1, sentBefore: $2) },
            stop: { await transport.stop($0) },
            raiseMark: { await transport.raiseMark($0, of: $1) },
            reconnect: { await transport.reconnect() })
    }
}
