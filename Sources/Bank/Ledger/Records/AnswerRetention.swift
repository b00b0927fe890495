package import BankProtocol

/// How far the stored answers of one epoch's originals have been forgotten (`protocol.md` §4.7).
///
/// An answer may go when its key has been below the mark for seven days. Nobody keeps when a mark passed a key; but what
/// is below it today has been so for long enough in a week. So the mark is noted, all below it is forgotten once the week
/// is over, then it is noted anew: an answer goes seven to fourteen business days after its key was settled.
package struct AnswerRetention: Hashable, Sendable {
    /// Every answer below has been forgotten.
    package var forgotten: SequenceNumber
    /// The mark when it was last noted: what is below it may go on `due`.
    package var noted: SequenceNumber
    package var due: CivilDate

    /// Business days below the mark.
    private static let term = 7

    package init(forgotten: SequenceNumber, noted: SequenceNumber, due: CivilDate) {
        self.forgotten = forgotten
        self.noted = noted
        self.due = due
    }

    /// Of an epoch at which nobody has looked yet.
    package static let none = AnswerRetention(
        forgotten: .first, noted: .first, due: CivilDate(daysSince1970: 0))

    /// One step: notes the mark, or says which keys' answers go now.
    ///
    /// - Returns: At most `most` sequences; `nil` when none may go yet.
    package mutating func step(
        mark: SequenceNumber, today: CivilDate, most: UInt32
    ) -> Range<SequenceNumber>? {
        guard forgotten < noted else {
            noted = max(noted, mark)
            due = CivilDate(daysSince1970: today.daysSince1970 + Self.term)
            return nil
        }
        guard due <= today else { return nil }
        let begin = forgotten
        forgotten = SequenceNumber(number: begin.number + most).map { min($0, noted) } ?? noted
        return begin..<forgotten
    }

    /// Whether a step would change anything.
    package func isDue(mark: SequenceNumber, today: CivilDate) -> Bool {
        forgotten < noted ? due <= today : mark > noted
    }
}
