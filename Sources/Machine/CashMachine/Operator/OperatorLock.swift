package import BankProtocol

/// How many wrong codes were typed, and whether an operator must wait before he may type another.
///
/// A try is counted before it is judged, so that one that is cut off in between is counted too.
package struct OperatorLock: Hashable, Sendable {
    package static let mostTries = 3
    package static let pause = Duration.seconds(300)

    /// Since the last right one, or the last pause.
    package private(set) var wrongTries: Int
    /// When the last try was used up.
    package private(set) var pausedSince: Timestamp?

    package init(wrongTries: Int = 0, pausedSince: Timestamp? = nil) {
        self.wrongTries = wrongTries
        self.pausedSince = pausedSince
    }

    package var triesLeft: Int { max(0, Self.mostTries - wrongTries) }

    /// How long it lasts still; zero when a code may be typed.
    ///
    /// A wall clock that was set back makes the pause begin anew; none makes it longer than a whole one.
    package func pauseLeft(at now: Timestamp) -> Duration {
        guard let pausedSince else { return .zero }
        let passed = max(0, now.unixSeconds - pausedSince.unixSeconds)
        return max(.zero, Self.pause - .seconds(passed))
    }

    /// Counts a try.
    ///
    /// - Returns: `false` while it is paused; then nothing is counted and nothing may be judged.
    package mutating func begin(at now: Timestamp) -> Bool {
        if let pausedSince {
            if now < pausedSince { self.pausedSince = now }
            guard pauseLeft(at: now) == .zero else { return false }
            self = OperatorLock()
        }
        wrongTries += 1
        if triesLeft == 0 { pausedSince = now }
        return true
    }

    /// The try was the right code.
    package mutating func succeed() {
        self = OperatorLock()
    }
}

/// What the keeper of the operator's code says.
package enum OperatorCodeAnswer: Hashable, Sendable {
    /// Type it.
    case wanted
    case right
    case wrong(triesLeft: Int)
    /// Too many wrong ones: no code is looked at for so long.
    case paused(Duration)
    /// This machine has none yet.
    case notSet
    /// Its file cannot be read or written.
    case unusable
}
