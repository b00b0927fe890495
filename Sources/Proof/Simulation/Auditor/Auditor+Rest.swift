internal import BankProtocol
internal import CashMachine
internal import Ledger
internal import LedgerStore

/// When all has come to rest. Invariant 12 looks at what the books say was paid for each key, and at what the devices say.
extension Auditor {
    func cameToRest() {
        countWhatIsHeld()
        countCases()
        for (name, story) in stories.sorted(by: { $0.key < $1.key }) {
            checkTransferAtRest(name, story)
            let moved = story.taken - story.kept
            if story.paidByBooks == moved && !story.isUncertain { continue }
            // Nobody but the vault knows of notes whose only witness was a journal that was put back.
            if story.isForgotten && story.kept > 0 && story.paidByBooks == 0 { continue }
            // A copy from just before a deposit was asked knows the notes and not the asking, and hands them back.
            if story.wasForgottenInEscrow && story.kept == 0 { continue }
            check(
                !story.cases.isEmpty, .moneyIsWhereBooksSay,
                "\(name): the books say \(story.paidByBooks), the devices \(moved)\(story.isUncertain ? " or more" : ""), and there is no case"
            )
        }
    }

    /// What became of a key's money is one question, and at most one open case asks it.
    private func countCases() {
        var asked: Set<KeyName> = []
        for listing in store?.cases ?? [] where listing.resolved == nil && listing.asksForMoney {
            let name = name(listing.key, listing.terminal)
            check(
                asked.insert(name).inserted, .moneyIsWhereBooksSay,
                "\(name) has two open cases that ask what became of its money")
        }
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
