internal import BankProtocol
internal import Control
internal import LinkFaults

extension Lesson {
    /// A process is killed, or starts from an old copy.
    static let ofProcesses: [Lesson] = [
        Lesson(
            4, "bank killed after commit",
            story: [
                "kill -9 for the bank when it has committed and not yet answered.",
                "Its supervisor brings it back; the repeat is answered from the record.",
            ],
            steps: LessonStep.arrival + [.order(.killBank(at: .afterCommit))] + LessonStep.visit,
            expectations: [
                .executed(1), .answeredFromRecord, .cash(amount), .ledgerIsCash, .invariants,
            ]),
        Lesson(
            5, "machine killed after approval",
            story: [
                "kill -9 for the machine when its journal has just said \"approved\".",
                "No note has moved: started again, it reverses the whole, and says so.",
            ],
            steps: LessonStep.arrival + [.order(.killMachine(at: .approved))] + LessonStep.visit,
            expectations: [
                .machineDied, .executed(1), .reversed(1), .cash(.zero), .ledgerIsCash, .invariants,
            ]),
        Lesson(
            6, "machine killed before the notes move",
            story: [
                "kill -9 when the journal says \"dispensing\", before the dispenser is told.",
                "Started again, it asks the dispenser: nothing moved, so all is reversed.",
            ],
            steps: LessonStep.arrival + [.order(.killMachine(at: .dispensing))] + LessonStep.visit,
            expectations: [
                .machineDied, .executed(1), .reversed(1), .cash(.zero), .ledgerIsCash, .invariants,
            ]),
        Lesson(
            7, "machine killed while notes move",
            story: [
                "kill -9 with the notes at the shutter, within the customer's reach.",
                "No protocol can tell who has them: told to the bank, counted by an operator.",
            ],
            steps: LessonStep.arrival + [.order(.killMachine(at: .presented))] + LessonStep.visit
                + [
                    LessonStep(.count(fiveHundreds: 0), within: .seconds(60)),
                    LessonStep.settle,
                ],
            expectations: [
                .machineDied, .executed(1), .reversed(0), .cash(.zero), .inDoubt, .counted,
                .invariants,
            ]),
        Lesson(
            8, "a restored backup",
            story: [
                "The journal is put back from a copy in which the withdrawal was still open.",
                "The dispenser knows better: new epoch, the key in doubt, nothing reversed.",
            ],
            steps: LessonStep.arrival + [
                .order(.line(.partitioned([.fromBank]))), .walk(.waiting),
                LessonStep(.await(.answered), within: .seconds(20), isHurried: true),
                LessonStep(.copyJournal, within: .seconds(10), isHurried: true),
                .order(.line(.whole)), .walk(.welcome, within: .seconds(60)), .settle,
                .order(.holdMachine), .await(.machineGone),
                LessonStep(.putCopyBack, within: .seconds(10), isHurried: true),
                LessonStep(.order(.startMachine), within: .seconds(10), isHurried: true),
                .await(.machineBack, within: .seconds(40)), .settle,
                LessonStep(.count(fiveHundreds: 1), within: .seconds(60)), .settle,
            ],
            expectations: [
                .newEpoch, .executed(1), .reversed(0), .cash(amount), .inDoubt, .counted,
                .invariants,
            ]),
    ]
}
