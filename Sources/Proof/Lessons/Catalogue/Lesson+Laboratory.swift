internal import Control

extension Lesson {
    /// What one visit cannot show.
    static let ofTheLaboratory: [Lesson] = [
        Lesson(
            12, "the report's setting: 89 % lost at both ends, a repeat every second",
            story: [
                "The original report lost 89 % at both ends: 83 tries on average, by theory.",
                "2,000 trials in virtual time are held against it; then a customer tries it.",
            ],
            seed: 197,
            steps: LessonStep.arrival + [LessonStep(.experiment, within: .seconds(60))]
                + badLine(89),
            expectations: [.meanIsTheory, .onceOrNotAtAll, .ledgerIsCash, .invariants]),
        Lesson(
            13, "what the others do with the same faults",
            story: [
                "No retry, retry without keys, keys without durability, and this machine.",
                "The same seed and faults: money lost, doubled, given away, and conserved.",
            ],
            steps: [LessonStep(.contrast, within: .seconds(60))],
            expectations: [.onlyOursConserves]),
    ]
}
