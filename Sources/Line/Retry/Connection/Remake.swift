/// The connection is no more: close what is left of it, tell the exchanges, arm the timer.
package struct Remake: Hashable, Sendable {
    package let timer: TimerID
    /// Until the next try.
    package let pause: Duration

    package init(timer: TimerID, pause: Duration) {
        self.timer = timer
        self.pause = pause
    }
}
