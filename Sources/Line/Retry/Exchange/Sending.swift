package import BankProtocol

/// One sending of a request: arm `timer` for `nextIn`, then send.
package struct Sending: Hashable, Sendable {
    package var request: KeyedRequest
    /// Whether the message says that it is a repeat (0201, 0421).
    package var isRepeat: Bool
    /// 1 for the first of this process.
    package var number: Int
    /// Since the first.
    package var elapsed: Duration
    package var timer: TimerID
    package var nextIn: Duration

    package init(
        request: KeyedRequest, isRepeat: Bool, number: Int, elapsed: Duration, timer: TimerID,
        nextIn: Duration
    ) {
        self.request = request
        self.isRepeat = isRepeat
        self.number = number
        self.elapsed = elapsed
        self.timer = timer
        self.nextIn = nextIn
    }
}
