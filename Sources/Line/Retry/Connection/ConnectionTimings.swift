/// The times of a connection's life; the defaults are `protocol.md` §1's.
package struct ConnectionTimings: Hashable, Sendable {
    /// From a broken connection to the next try; doubles to `longestPause`.
    package var firstPause: Duration = .milliseconds(100)
    package var longestPause: Duration = .seconds(5)
    /// How long the connecting itself may take.
    package var connectLimit: Duration = .seconds(5)
    /// How long a sign-on may stay unanswered before the connection is broken.
    package var signOnLimit: Duration = .seconds(5)
    /// Nothing heard for so long: an echo.
    package var silence: Duration = .seconds(30)
    /// An echo unanswered for so long: the connection is broken.
    package var echoLimit: Duration = .seconds(5)
    /// A refused sign-on is tried again by a new connection after so long, unless it was refused for good.
    package var renewal: Duration = .seconds(60)

    package init() {}
}
