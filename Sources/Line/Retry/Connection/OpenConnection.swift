package import BankProtocol

/// A signed-on connection and the watch kept over it.
package struct OpenConnection: Hashable, Sendable {
    package enum Watch: Hashable, Sendable {
        /// The timer asks whether it was silent all the while.
        case listening(TimerID)
        /// An echo is out; the timer breaks the connection.
        case echoing(STAN, TimerID)
    }

    package let id: ConnectionID
    package let scope: LineScope
    package let epoch: Epoch
    package var watch: Watch
    package var lastHeard: Duration
    /// When it fires, a refused sign-on is tried again.
    package let renewal: TimerID?
}

extension OpenConnection {
    func breaks(on timer: TimerID) -> Bool {
        switch watch {
        case .listening: false
        case .echoing(_, let limit): limit == timer
        }
    }
}
