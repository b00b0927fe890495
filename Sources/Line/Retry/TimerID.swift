/// Names one arming of a timer, so that a timer of a state that is over is known as such when it fires.
package struct TimerID: Hashable, Sendable {
    /// Which machine armed it: no two machines of one process share a number.
    package let owner: Int
    package let number: Int

    package init(owner: Int, number: Int = 0) {
        self.owner = owner
        self.number = number
    }

    package var next: TimerID { TimerID(owner: owner, number: number + 1) }
}
