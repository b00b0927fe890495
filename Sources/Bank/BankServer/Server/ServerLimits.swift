package import NIOCore

/// The bounds that keep one peer from costing the others anything (`protocol.md` §1).
package struct ServerLimits: Sendable {
    /// All connections together; one more is closed at once.
    package var connections = 1024
    /// Of one terminal; one more is closed.
    package var connectionsPerTerminal = 32
    /// From the connection to the end of its TLS handshake.
    package var handshake = TimeAmount.seconds(10)
    /// From the first byte of a frame to its last.
    package var frameCompletion = TimeAmount.seconds(5)
    /// Without a byte from the terminal.
    package var silence = TimeAmount.seconds(90)
    /// Requests that wait for the writer, all connections together; above it 91 `OVERLOADED`.
    package var waitingRequests = 4096
    /// Requests of one connection that wait or run; above it 91 `OVERLOADED`.
    package var requestsPerConnection = 512
    /// Repeats of a sign-on that wait with it for its decision; above it they count as lost.
    package var waitingSignOns = 8
    /// Bytes of answers that a connection leaves unread, beyond the socket's own buffer; above it the connection is
    /// closed.
    package var unsentBytes = 256 * 1024
    /// Requests in one commit.
    package var batch = 512
    /// What a graceful stop waits for answers in flight; with `writerEnd` less than the ten seconds that the process has.
    package var graceful = TimeAmount.seconds(8)
    /// What the writer has at least to end after that.
    package var writerEnd = Duration.seconds(1)

    package init() {}
}
