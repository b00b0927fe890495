internal import BankProtocol
internal import CashMachine

/// What one machine has been told, by the bank or by its devices.
struct Testimony {
    struct Sent: Hashable {
        var key: RequestKey
        var part: KeyPart
    }

    struct Heard: Hashable {
        var key: RequestKey
        /// Of the answer, as 210.
        var type: Int
    }

    /// Codes of the undamaged answers that reached it.
    var answers: [Heard: Set<String>] = [:]
    /// Keys whose journal entries are not final.
    var open: Set<RequestKey> = []
    /// Of those, when each was begun after the last fault.
    var begunLate: [RequestKey: Instant] = [:]
    /// Keys of which the bank has a case, as the journal knows, perhaps by a former machine.
    var acknowledged: Set<RequestKey> = []
    /// What it has sent for each key, by content; a repeat is the same message.
    var sent: [Sent: UInt64] = [:]
    /// The epoch that its journal took last, and the last operations that its journal has told the devices.
    var epoch = 0
    var told: (dispenser: RequestKey?, escrow: RequestKey?) = (nil, nil)
    /// The last card that it let go lies at the slot still.
    var hasCardAtSlot = false
    /// A device has shown at the start that the journal is an old copy: the next entry must say so.
    var mustRenew = false
    /// Changes inside the machine that the bank need not hear of.
    var silentChanges: Set<RequestKey> = []
    /// By its journal: the bank takes no original of this instance any more.
    var isFenced = false
    /// Suspects that no operator has counted, and all.
    var uncounted: Set<RequestKey> = []
    var suspects: Set<RequestKey> = []
    /// What its journal counts of its day need not be what the bank counts.
    var isDayDoubtful = false
    /// The totals that answers to its day closes told, by the code that they bore. A refusal tells none.
    var dayAnswers: [RequestKey: [String: SeenTotals]] = [:]
    /// By its own dispenser: what was taken, and the most that can have been.
    var taken: [RequestKey: Int] = [:]
    var mostPaid: [RequestKey: Int] = [:]

    mutating func forgetJournal() {
        open = []
        uncounted = []
        suspects = []
        isFenced = false
        sent = [:]
        epoch = 0
        told = (nil, nil)
    }

    func supports(_ event: JournalEvent, _ key: RequestKey) -> Bool {
        if case .adviceAcknowledged(_, let code) = event { return wasTold(230, key, code.rawValue) }
        if case .cashChangeSettled(_, let code?) = event {
            return silentChanges.contains(key) || wasTold(610, key, code.rawValue)
        }
        if case .dayCloseSettled(_, let settlement?) = event {
            let code = settlement.isInBalance ? "00" : "95"
            return dayAnswers[key]?[code] == SeenTotals(settlement.totals)
        }
        guard case .settled(_, let ending) = event else { return true }
        switch ending {
        case .declined(let code): return wasTold(210, key, code.rawValue)
        case .credited, .transferred: return wasTold(210, key, "00")
        case .leftToBank: return hasFenced(key.epoch)
        case .reversed: return wasTold(430, key, "00")
        case .kept, .resolved: return acknowledged.contains(key)
        case .paid(let notes): return taken[key] == Int(notes.value.minorUnits)
        case .returned: return true
        }
    }

    /// The bank has decided a request of a later epoch, or has said that this machine's own is fenced.
    private func hasFenced(_ epoch: Epoch) -> Bool {
        if isFenced { return true }
        return answers.contains { heard, codes in
            heard.key.epoch > epoch && !codes.isSubset(of: ["30", "58", "91", "94", "96"])
        }
    }

    private func wasTold(_ type: Int, _ key: RequestKey, _ code: String) -> Bool {
        answers[Heard(key: key, type: type)]?.contains(code) == true
    }
}

extension JournalEvent {
    /// The bank has answered an advice, or has another of the same key.
    fileprivate var provesACase: Bool {
        if case .adviceAcknowledged = self { return true }
        guard case .parked(let exchange, .duplicateKey) = self else { return false }
        return exchange.kind == .advice
    }
}

/// What a machine writes and says must follow from what it was told. `journalFirst` looks at the journal's entries and the
/// bytes that it sends, 12 at what an advice claims.
extension Auditor {
    func heard(_ number: Int, _ message: SeenMessage) {
        guard let key = message.requestKey, let code = message.text(39) else { return }
        let heard = Testimony.Heard(key: key, type: message.type)
        machines[number].testimony.answers[heard, default: []].insert(code)
        if message.type == 510, let totals = SeenTotals(message) {
            machines[number].testimony.dayAnswers[key, default: [:]][code] = totals
        }
        if message.type == 610, code != "00", let name = message.key {
            stories[name, default: KeyStory()].isCashRefused = true
        }
    }

    func believe(_ number: Int, _ event: JournalEvent, _ key: RequestKey) {
        check(
            machines[number].testimony.supports(event, key), .journalFirst,
            "machine \(number) wrote \(event), and nobody told it so")
    }

    /// A device that was told more than the journal knows, or is another one.
    func compareDevices(_ number: Int) {
        let told = machines[number].testimony.told
        let isNewer =
            isLater(machines[number].dispenser.last?.key, than: told.dispenser)
            || isLater(machines[number].dispenser.counted, than: told.dispenser)
            || isLater(machines[number].escrow.last?.key, than: told.escrow)
        machines[number].testimony.mustRenew = isNewer
    }

    private func isLater(_ key: RequestKey?, than told: RequestKey?) -> Bool {
        guard let key else { return false }
        return told.map { key > $0 } ?? true
    }

    /// Also of a copy that was put back.
    func followDevices(_ number: Int, _ event: JournalEvent) {
        switch event {
        case .dispensing(let key): machines[number].testimony.told.dispenser = key
        case .deposit(let deposit): machines[number].testimony.told.escrow = deposit.key
        case .cashChange(let key, let change, _):
            if change.kind.isOfEscrow {
                machines[number].testimony.told.escrow = key
            } else {
                machines[number].testimony.told.dispenser = key
            }
        case .devicesKnown(let dispenser, let escrow):
            machines[number].testimony.told = (dispenser.last, escrow.last)
        case .epochTaken(let epoch): machines[number].testimony.epoch = Int(epoch.number)
        case .instanceStarted: machines[number].testimony.isFenced = false
        case .fenced: machines[number].testimony.isFenced = true
        case .inquiry, .inquirySettled, .withdrawal, .transfer, .leftToBank, .approved, .presented,
            .reversing, .suspect, .depositAsked, .vaulted, .handedBack, .kept,
            .adviceAcknowledged, .counted, .settled, .parked, .receipt, .cardKept, .interrupted,
            .newsTold, .operatorEntered, .operatorLeft, .operatorRefused, .cashCounted,
            .cashChangeSettled, .originalUnknown, .cardsHandedOver, .dayClose, .dayCloseSettled:
            break
        }
    }

    func checkRenewal(_ number: Int, _ event: JournalEvent) {
        guard machines[number].testimony.mustRenew else { return }
        machines[number].testimony.mustRenew = false
        if case .instanceStarted = event { return }
        fail(
            .journalFirst,
            "machine \(number) went on although a device knows more than its journal: \(event)")
    }

    func keepOpen(_ number: Int, _ event: JournalEvent, _ key: RequestKey) {
        if event.isFinal {
            noteEnd(number, key)
            machines[number].testimony.open.remove(key)
        } else {
            let isNew = machines[number].testimony.open.insert(key).inserted
            if isNew, faultsEnded != nil { machines[number].testimony.begunLate[key] = now }
        }
    }

    func noteCase(_ number: Int, _ event: JournalEvent, _ key: RequestKey) {
        if event.provesACase || provesACaseOfTransfer(number, event, key) {
            machines[number].testimony.acknowledged.insert(key)
        }
    }

    func checkClaims(_ number: Int, _ message: SeenMessage, _ key: RequestKey) {
        checkRepeat(number, message, key)
        checkAdvice(number, message, key)
        checkReversal(number, message)
    }

    /// A repeat is the same message and says so; none is of an epoch that the journal has left but an advice.
    private func checkRepeat(_ number: Int, _ message: SeenMessage, _ key: RequestKey) {
        guard let part = message.part else { return }
        let sent = Testimony.Sent(key: key, part: part)
        let content = message.content
        if let first = machines[number].testimony.sent[sent] {
            check(
                first == content, .contentHolds,
                "machine \(number) repeated \(text(of: message.bytes)) with other content")
            check(
                message.type % 2 == 1, .contentHolds,
                "machine \(number) sent \(text(of: message.bytes)) again as if for the first time")
        }
        machines[number].testimony.sent[sent] = content
        // Cash that is in the machine is told under its key whatever has become of the epoch; the bank may refuse it.
        check(
            part == .advice || message.text(3) == "950000"
                || Int(key.epoch.number) == machines[number].testimony.epoch,
            .marksHold,
            "machine \(number) sent \(text(of: message.bytes)) in epoch \(machines[number].testimony.epoch)"
        )
        guard part == .original, case .holding(let notes) = machines[number].escrow.last?.position,
            machines[number].escrow.last?.key == key
        else { return }
        check(
            message.number(4) == Int(notes.value.minorUnits), .moneyIsWhereBooksSay,
            "machine \(number) asked for \(text(of: message.bytes)) while the escrow holds \(notes)"
        )
    }

    private func checkAdvice(_ number: Int, _ message: SeenMessage, _ key: RequestKey) {
        guard message.part == .advice, let amount = message.number(4),
            let told = message.actualAmount
        else { return }
        if let most = machines[number].testimony.mostPaid[key] {
            check(
                told >= min(most, amount), .moneyIsWhereBooksSay,
                "machine \(number) tells that \(told) was paid, it may have been \(most)")
        }
        let escrow = machines[number].escrow
        guard escrow.last?.key == key else { return }
        let kept = Int((escrow.last?.position.kept ?? .none).value.minorUnits)
        check(
            told == kept, .moneyIsWhereBooksSay,
            "machine \(number) tells that \(told) was kept, it was \(kept)")
    }

    func cardEjected(_ number: Int) { machines[number].testimony.hasCardAtSlot = true }
    func cardTaken(_ number: Int) { machines[number].testimony.hasCardAtSlot = false }

    func dispenserMoved(_ number: Int, _ before: DispenserReport, _ after: DispenserReport) {
        guard let last = after.last else { return }
        let taken = Int((after.tally.taken - before.tally.taken).value.minorUnits)
        if taken > 0 { machines[number].testimony.taken[last.key, default: 0] += taken }
        machines[number].testimony.mostPaid[last.key] =
            switch last.position {
            case .none, .stacked: 0
            case .atShutter(let notes), .taken(let notes), .retracted(let notes):
                Int(notes.value.minorUnits)
            case .unknown: Int(last.asked.value.minorUnits)
            }
    }
}

extension EscrowOperation.Position {
    /// What it took and has not given back.
    fileprivate var kept: NoteCounts {
        switch self {
        case .holding(let notes), .vaulted(let notes): notes
        case .none, .returned, .unknown: .none
        }
    }
}
