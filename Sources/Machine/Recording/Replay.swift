/// Goes through a recording once more: each event when its screen has come again, no sooner after the one before than
/// it was.
///
/// Does nothing itself: it is asked again and again what is to be done now.
package struct Replay: Equatable, Sendable {
    /// How long a screen is waited for before it is said that it does not come.
    package static let bound = Duration.seconds(90)

    package enum Pace: Hashable, Sendable {
        case running
        case paused
        /// A screen has not come.
        case stuck
        /// Only a person can do what was done then: nobody else knows the PIN.
        case byHand(RecordedEvent)
    }

    private let steps: [Recording.Step]
    private let speed: Double
    /// How many are done.
    package private(set) var done: Int
    package private(set) var pace = Pace.running
    /// Since when the next one is waited for.
    private var since: Duration

    /// - Parameters:
    ///   - recording: What is to be done.
    ///   - done: How much of it is done already: by a process before this one.
    ///   - speed: 2 is twice as fast as it was.
    ///   - uptime: A steady clock's reading.
    package init(_ recording: Recording, done: Int, speed: Double, at uptime: Duration) {
        steps = recording.steps
        self.done = min(done, recording.steps.count)
        self.speed = speed
        since = uptime
    }

    package var next: RecordedEvent? { done < steps.count ? steps[done].event : nil }

    /// Takes the next event if its time has come; it then counts as done.
    ///
    /// - Parameters:
    ///   - screen: Which screen is up.
    ///   - uptime: A steady clock's reading.
    /// - Returns: `nil` when nothing is to be done now.
    package mutating func look(at screen: String, _ uptime: Duration) -> RecordedEvent? {
        guard pace == .running, let event = next else { return nil }
        let waited = uptime - since
        guard waited >= gap else { return nil }
        if let wanted = event.screen, wanted != screen {
            if waited - gap > Self.bound { pace = .stuck }
            return nil
        }
        return take(at: uptime)
    }

    /// Between the one before and the next, as it is to be now.
    private var gap: Duration {
        let before = done == 0 ? 0 : steps[done - 1].seconds
        return .seconds(max(0, steps[done].seconds - before) / speed)
    }

    package mutating func togglePause(at uptime: Duration) {
        pace = pace == .running ? .paused : .running
        since = uptime
    }

    /// The next event at once, whatever is on the screen; after it the replay waits.
    package mutating func step(at uptime: Duration) -> RecordedEvent? {
        pace = .paused
        return take(at: uptime)
    }

    /// What was taken cannot be done by anybody but a person.
    package mutating func leaveToPerson(_ event: RecordedEvent) {
        pace = .byHand(event)
    }

    private mutating func take(at uptime: Duration) -> RecordedEvent? {
        guard let event = next else { return nil }
        done += 1
        since = uptime
        return event
    }

    /// `event 3 of 12`.
    package var progress: String { "event \(done) of \(steps.count)" }

    /// What a person should know, if anything.
    package var notice: String? {
        switch (pace, next) {
        case (.byHand(let event), _): "\(event): do it by hand, then Space goes on"
        case (_, nil): "the replay is over; go on by hand, or leave with Ctrl-Q"
        case (.stuck, let event?): ". does \(event), Space waits: its screen does not come"
        case (.paused, let event?): ". does \(event), Space goes on"
        case (.running, _): nil
        }
    }
}
