/// What a message is to the faults: about money, or about the connection.
package enum Traffic: Hashable, Sendable {
    /// Class 08: sign-on, sign-off, echo.
    case network
    case keyed

    /// Reads the message class off a frame without its length header; what is no message counts as keyed.
    package init(frame: some Collection<UInt8>) {
        self = frame.starts(with: "08".utf8) ? .network : .keyed
    }
}
