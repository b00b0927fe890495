package import NIOCore

/// The time that the line lives by, and its alarm clock.
package struct LineClock: Sendable {
    /// Time since some fixed moment; never falls.
    package var now: @Sendable () -> Duration
    /// Calls back once, at the given time of `now` or soon after.
    package var schedule:
        @Sendable (_ deadline: Duration, _ wake: @escaping @Sendable () -> Void) -> Void

    package init(
        now: @escaping @Sendable () -> Duration,
        schedule: @escaping @Sendable (Duration, @escaping @Sendable () -> Void) -> Void
    ) {
        self.now = now
        self.schedule = schedule
    }

    /// Real time, on the event loop's own timers.
    package init(eventLoop: any EventLoop) {
        self.init(
            now: { .nanoseconds(NIODeadline.now().uptimeNanoseconds) },
            schedule: { deadline, wake in
                let nanoseconds = Int64((deadline / .nanoseconds(1)).rounded())
                let moment = NIODeadline.uptimeNanoseconds(UInt64(max(0, nanoseconds)))
                _ = eventLoop.scheduleTask(deadline: moment, wake)
            })
    }
}
