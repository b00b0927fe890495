/// How a lesson gets on, for those who look on.
package struct LessonNotice: Hashable, Sendable {
    package enum Phase: String, Hashable, Sendable, CaseIterable {
        case running
        case passed
        case failed
        /// Somebody did something else, or it was told to end.
        case stopped
    }

    package var number: Int
    package var phase: Phase
    /// What is being done, or how it ended; nothing in it is a PIN.
    package var text: String

    /// Of a text that is too long for a line of the socket the end is cut off.
    package init(_ number: Int, _ phase: Phase, _ text: String) {
        self.number = number
        self.phase = phase
        self.text = String(text.prefix(200))
    }
}

extension LessonNotice {
    /// `3 running drop next answer`.
    var line: String { "\(number) \(phase.rawValue) \(text)" }

    /// Reads what `line` wrote; the text keeps its spaces.
    ///
    /// - Throws: `ControlError` for what no notice's line is.
    init(line: String) throws(ControlError) {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let number = Int(parts[0]), number >= 0,
            let phase = Phase(rawValue: String(parts[1]))
        else { throw ControlError("a lesson's notice has a number, a phase and a text.") }
        self.init(number, phase, String(parts[2]))
    }
}
