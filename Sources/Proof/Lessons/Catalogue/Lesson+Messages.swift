internal import Control
internal import LinkFaults

extension Lesson {
    /// One message is lost, or none.
    static let ofMessages: [Lesson] = [
        Lesson(
            1, "nothing fails",
            story: [
                "Ayesha takes 500 while nothing goes wrong.",
                "The bank is asked once, posts once, and the dispenser pays once.",
            ],
            steps: LessonStep.arrival + LessonStep.visit,
            expectations: [.executed(1), .reversed(0), .cash(amount), .ledgerIsCash, .invariants]),
        Lesson(
            2, "request lost",
            story: [
                "The withdrawal's request is lost on its way to the bank.",
                "A second later it is sent again, with the same key, and executed once.",
            ],
            steps: LessonStep.arrival + [.order(.next(.toBank, .drop))] + LessonStep.visit,
            expectations: [
                .executed(1), .cash(amount), .lost(.toBank, atLeast: 1), .ledgerIsCash, .invariants,
            ]),
        Lesson(
            3, "answer lost",
            story: [
                "The bank posts the withdrawal, and its answer is lost.",
                "The repeat finds its key in the record: answered again, not posted again.",
            ],
            steps: LessonStep.arrival + [.order(.next(.fromBank, .drop))] + LessonStep.visit,
            expectations: [
                .executed(1), .answeredFromRecord, .cash(amount), .lost(.fromBank, atLeast: 1),
                .ledgerIsCash, .invariants,
            ]),
    ]
}
