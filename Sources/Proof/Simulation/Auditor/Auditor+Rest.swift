internal import BankProtocol
internal import CashMachine
internal import Ledger
internal import LedgerStore

/// When all has come to rest. Invariant 12 looks at what the books say was paid for each key, and at what the devices say.
extension Auditor {
    func cameToRest() {
        countWhatIsHeld()
        let cases = casesOfKeys()
        for (name, story) in stories.sorted(by: { $0.key < $1.key }) {
            checkCases(cases[name] ?? [], name, story)
            checkCash(name, story)
            checkTransferAtRest(name, story)
            let moved = story.taken - story.kept
            if story.paidByBooks == moved && !story.isUncertain { continue }
            // Nobody but the vault knows of notes whose only witness was a journal that was put back.
            if story.isForgotten && story.kept > 0 && story.paidByBooks == 0 { continue }
            // A copy from just before a deposit was asked knows the notes and not the asking, and hands them back.
            if story.wasForgottenInEscrow && story.kept == 0 { continue }
            // The bank was told by an echo out of its connection that the key is settled: it takes no reversal of it, which
            // is a case of its own kind, and opens none when a journal forgot it.
            let isKnown = story.isForgotten || story.cases.contains(CaseKind.keySettled.rawValue)
            if isKnown && isBelowStrayMark(name) { continue }
            if isLateOriginal(story, moved: moved) { continue }
            check(
                cases[name]?.contains(where: \.asksForMoney) == true, .moneyIsWhereBooksSay,
                "\(name): the books say \(story.paidByBooks), the devices \(moved)\(story.isUncertain ? " or more" : ""), and no case asks why"
            )
        }
    }

    private func casesOfKeys() -> [KeyName: [CaseListing]] {
        Dictionary(grouping: store?.cases ?? []) { name($0.key, $0.terminal) }
    }

    /// A case once a kind; what became of a key's money is one question, and at most one open case asks it; and just one
    /// tells of an advice.
    private func checkCases(_ cases: [CaseListing], _ name: KeyName, _ story: KeyStory) {
        check(
            Set(cases.map(\.kind)).count == cases.count, .moneyIsWhereBooksSay,
            "\(name) has two cases of one kind: \(cases.map(\.kind))")
        check(
            cases.count { $0.resolved == nil && $0.asksForMoney } <= 1, .moneyIsWhereBooksSay,
            "\(name) has two open cases that ask what became of its money")
        guard story[.advice].code != nil else { return }
        check(
            cases.count { $0.kind == .suspect || $0.kind == .kept } == 1, .moneyIsWhereBooksSay,
            "\(name) was told by an advice, and its cases are \(cases.map(\.kind))")
    }

    /// Cash that an operator put in or took out: what the dispenser counted is in the books, unless the bank refused to
    /// hear of it, which its clerk was told by hand, or the journal that knew was put back.
    private func checkCash(_ name: KeyName, _ story: KeyStory) {
        check(
            story.removedByBooks == story.removedByDevice || story.isForgotten
                || story.isCashRefused, .moneyIsWhereBooksSay,
            "\(name): the books say that \(story.removedByBooks) was taken out, the device \(story.removedByDevice)"
        )
    }

    /// A stuck escrow keeps what it holds.
    private func countWhatIsHeld() {
        for machine in machines {
            guard let last = machine.escrow.last, case .holding(let notes) = last.position else {
                continue
            }
            stories[name(last.key, machine.terminal), default: KeyStory()].kept +=
                Int(notes.value.minorUnits)
        }
    }
}

extension CaseListing {
    fileprivate var asksForMoney: Bool {
        kind == .unsettled || kind == .suspect || kind == .kept
    }
}
