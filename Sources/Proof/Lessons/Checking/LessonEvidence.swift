package import BankProtocol
package import Control
package import Lab
internal import LinkFaults

/// All that was seen of one lesson: what its expectations are held against.
package struct LessonEvidence: Hashable, Sendable {
    /// The money key that the lesson is about; `nil` when none was made.
    package var key: RequestKey?
    package var before: LessonBooks?
    package var after: LessonBooks?
    /// What the line did to messages of that key.
    package var line: [LineGlimpse] = []
    /// How often the machine's process went away.
    package var machineDeaths = 0
    package var experiment: ExperimentRow?
    package var contrast: [ContrastOutcome] = []

    package init() {}

    /// What is said of the key in the end.
    var account: KeyAccount? {
        key.flatMap { after?.keys[$0] }
    }

    /// What left the machine with a customer since the lesson began, by the dispenser's count.
    var cash: Money? {
        guard let before, let after else { return nil }
        return after.taken - before.taken
    }

    func lost(_ direction: LinkFaults.Direction) -> Int {
        line.count { $0.direction == direction && $0.course == .lost }
    }

    /// How often the withdrawal was put on the line.
    var tries: Int {
        line.count { ["0200", "0201"].contains($0.type) && $0.course != .brokenOff }
    }

    /// How often the bank answered the withdrawal from its record.
    var replays: Int {
        line.count { $0.type == "0210" && $0.isReplay }
    }
}
