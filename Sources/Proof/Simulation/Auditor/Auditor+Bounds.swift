internal import BankProtocol
internal import CashMachine
internal import Ledger
internal import LedgerStore
internal import LineSession

/// How long lines and tables may become. Each is looked at when it grows; none is counted through.
extension Auditor {
    func bound(_ count: Int, _ most: Int, _ what: @autoclosure () -> String) {
        check(count <= most, .bounded, "\(count) \(what()), \(most) at most")
    }

    /// Cash service stays off until an operator has counted what nobody can account for (`protocol.md` §6).
    func checkService(_ number: Int, _ event: JournalEvent) {
        guard case .withdrawal(let withdrawal) = event else { return }
        let uncounted = machines[number].testimony.uncounted
        check(
            uncounted.isEmpty, .oneAuthorisedDispense,
            "machine \(number) began \(withdrawal.key) while \(uncounted) was not counted")
    }

    /// A cash change is parked when the bank has refused to hear of it, or when a fenced line carries none that it could.
    func noteParkedCash(_ number: Int, _ event: JournalEvent) {
        guard case .parked(let exchange, _) = event, exchange.kind == .administrative else {
            return
        }
        let name = name(exchange.key, machines[number].terminal)
        check(
            machines[number].testimony.isFenced || stories[name]?.isCashRefused == true,
            .journalFirst, "machine \(number) parked \(name), and nobody refused it")
        stories[name, default: KeyStory()].isCashRefused = true
    }

    func noteSilence(_ number: Int, _ event: JournalEvent) {
        guard case .cashChange(let key, let change, _) = event, change.movement == nil else {
            return
        }
        machines[number].testimony.silentChanges.insert(key)
    }

    /// Also of a copy that was put back.
    func noteUncounted(_ number: Int, _ event: JournalEvent) {
        if case .suspect(let key, _) = event {
            machines[number].testimony.uncounted.insert(key)
            machines[number].testimony.suspects.insert(key)
        }
        if case .counted(let key, _) = event { machines[number].testimony.uncounted.remove(key) }
        if case .settled(let key, _) = event {
            machines[number].testimony.uncounted.remove(key)
            machines[number].testimony.suspects.remove(key)
        }
    }

    /// With all faults over, no key stays open for longer. A dead line is noticed after 30 s of silence and 5 s of an unanswered
    /// echo, and remade within 5 s; the bank is back within 60 s; what is owed goes out every 66 s at the latest. What the
    /// bank refused to hear is told again every 600 s, an operator who must count it comes every 20 s, and what he
    /// counted goes out once more.
    private static let longestToSettle = Duration.seconds(900)

    func noteEnd(_ number: Int, _ key: RequestKey) {
        guard let faultsEnded else { return }
        let began = machines[number].testimony.begunLate[key] ?? faultsEnded
        let open = Duration.microseconds(now.microseconds - began.microseconds)
        longestOpen = max(longestOpen, open)
        check(
            open <= Self.longestToSettle, .everythingSettles,
            "machine \(number) settled \(key) \(open) after the last fault, or its beginning")
    }

    /// Of the answers that a commit forgets.
    private static let mostForgotten = 256

    func checkForgetting(_ store: InMemoryLedgerStore) {
        let forgotten = store.forgottenAnswers
        bound(forgotten - answersForgotten, Self.mostForgotten, "answers were forgotten at once")
        answersForgotten = forgotten
    }

    /// A fortnight after all came to rest, every answer below a mark is forgotten, and none at it or above; of reversals
    /// and advices none ever is (`protocol.md` §4.7).
    func fortnightPassed() {
        guard let store else { return }
        for place in 0..<store.recordCount {
            guard let record = store.record(place) else { continue }
            let name = name(record.exchange.key, record.terminal)
            let epoch = EpochName(terminal: name.terminal, epoch: name.epoch)
            takeMark(epoch, store)
            let isOld = record.role == .original && name.sequence < marks[epoch] ?? 0
            check(
                record.isForgotten == isOld, .bounded,
                "the answer to \(name) \(KeyPart(record.role)) is \(isOld ? "kept for ever" : "forgotten too soon")"
            )
        }
    }
}

extension MachineProcess {
    /// After every event that it took in. An exchange is open for something that its journal has open; a customer has one.
    func checkBounds() {
        guard isRunning else { return }
        // Each by itself: book and line are large to copy.
        let open =
            machine.book.withdrawals.count + machine.book.deposits.count
            + machine.book.inquiries.count + machine.book.cashChanges.count
            + machine.book.transfers.count + (machine.book.dayClose == nil ? 0 : 1)
        world.auditor.bound(line.exchanges.count, open, "exchanges are open")
        world.auditor.bound(line.networkMACs.count, 1, "questions about the connection are open")
    }
}
