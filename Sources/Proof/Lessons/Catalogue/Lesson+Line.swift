internal import BankProtocol
internal import Control
internal import LinkFaults
internal import TextGrid

extension Lesson {
    /// The line is bad for longer than a message.
    static let ofTheLine: [Lesson] = [
        Lesson(
            9, "the line cut in mid-request",
            story: [
                "The bank has posted, its answer is under way, and the line is cut.",
                "Mended, the machine signs on, asks again, and is answered from the record.",
            ],
            steps: LessonStep.arrival + [
                .order(.next(.fromBank, .delay(.seconds(4)))), .walk(.waiting), .await(.answered),
                LessonStep(.order(.line(.cut)), within: .seconds(10), isHurried: true),
                LessonStep(.pause(.seconds(2)), within: .seconds(10)), .order(.line(.whole)),
                .walk(.welcome, within: .seconds(60)), .settle,
            ],
            expectations: [
                .brokenOff, .executed(1), .answeredFromRecord, .cash(amount), .ledgerIsCash,
                .invariants,
            ]),
        Lesson(
            10, "reversal overtakes its original",
            story: [
                "The request is late by four seconds, and the customer stops waiting at once.",
                "The reversal comes first; the original then finds its key closed for good.",
            ],
            steps: LessonStep.arrival + [
                .order(.next(.toBank, .delay(.seconds(4)))), .walk(.waiting),
                LessonStep(.await(.sent), within: .seconds(20), isHurried: true),
                LessonStep(.press(.press(.escape)), within: .seconds(10), isHurried: true),
                .walk(.welcome, within: .seconds(60)), .await(.answered), .settle,
            ],
            expectations: [
                .executed(0), .reversed(0), .cash(.zero), .overtaken, .ledgerIsCash, .invariants,
            ]),
        Lesson(
            11, "90 % loss",
            story: [
                "90 of 100 messages are lost each way: one try in a hundred gets through.",
                "Answered in time or given up after 45 s: once and for all, or not at all.",
            ],
            seed: 1, steps: LessonStep.arrival + badLine(90),
            expectations: [.onceOrNotAtAll, .ledgerIsCash, .invariants]),
    ]

    /// A withdrawal over a line that loses so much each way, and is mended when the customer has gone.
    static func badLine(_ percent: Int) -> [LessonStep] {
        [
            .order(.loss(.toBank, percent: percent)), .order(.loss(.fromBank, percent: percent)),
            .walk(.waiting), .walk(.takeCard, within: .seconds(60)), .order(.clear),
            .walk(.welcome, within: .seconds(60)), .settle,
        ]
    }
}
