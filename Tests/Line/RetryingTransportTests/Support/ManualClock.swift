import RetryingTransport
import Synchronization

/// Time that passes only when a test says so.
final class ManualClock: Sendable {
    private struct Alarm {
        let deadline: Duration
        let wake: @Sendable () -> Void
    }

    private struct State {
        var now: Duration = .seconds(1000)
        var alarms: [Alarm] = []
    }

    private let state = Mutex(State())

    var line: LineClock {
        LineClock(
            now: { [self] in state.withLock { $0.now } },
            schedule: { [self] deadline, wake in
                state.withLock { $0.alarms.append(Alarm(deadline: deadline, wake: wake)) }
            })
    }

    /// Lets time pass and wakes, in order, all whose deadline it reaches.
    func advance(by time: Duration) {
        let target = state.withLock { $0.now + time }
        while let wake = nextWake(until: target) { wake() }
        state.withLock { $0.now = target }
    }

    private func nextWake(until target: Duration) -> (@Sendable () -> Void)? {
        state.withLock { state in
            let due = state.alarms.indices.filter { state.alarms[$0].deadline <= target }
            guard
                let next = due.min(by: { state.alarms[$0].deadline < state.alarms[$1].deadline })
            else { return nil }
            let alarm = state.alarms.remove(at: next)
            state.now = max(state.now, alarm.deadline)
            return alarm.wake
        }
    }
}
