internal import BankProtocol
internal import CashMachine

/// What is known of one machine. A class, since it is asked at every step and large to copy.
final class MachineStory {
    let terminal: TerminalID
    var dispenser: DispenserReport
    var escrow: EscrowReport
    /// What the journal says of each key last.
    var entries: [RequestKey: JournalEvent] = [:]
    /// Approvals that came in this life of the process, by D4.
    var approvals: [RequestKey: Int] = [:]
    /// Of this life too.
    var deferrals: [Deferral.Exchange: Deferral] = [:]
    var testimony = Testimony()
    /// Notes that the dispenser could not account for in an operation that is over.
    var astray = NoteCounts.none

    init(terminal: TerminalID, dispenser: DispenserReport, escrow: EscrowReport) {
        self.terminal = terminal
        self.dispenser = dispenser
        self.escrow = escrow
    }

    /// Under its present journal.
    func hasSent(_ content: UInt64, of name: KeyName) -> Bool {
        guard let key = name.requestKey else { return false }
        return testimony.sent[Testimony.Sent(key: key, part: .original)] == content
    }
}

/// Machines. Invariant 10 looks at the device's own doing, at the approvals whose bytes reached this life of the machine,
/// and at the journal; 11 at the devices' counters after every command; `journalFirst` at what is sent and what is written.
extension Auditor {
    func deviceMade(
        _ terminal: TerminalID, _ dispenser: DispenserReport, _ escrow: EscrowReport
    ) {
        machines.append(
            MachineStory(terminal: terminal, dispenser: dispenser, escrow: escrow))
    }

    func machineStarted(_ number: Int) {
        machines[number].approvals = [:]
        machines[number].deferrals = [:]
        cardTaken(number)
        compareDevices(number)
    }

    func journalWritten(_ number: Int, _ entry: JournalEntry) {
        checkRenewal(number, entry.event)
        if let key = entry.event.key {
            believe(number, entry.event, key)
            followTransfer(number, entry.event, key)
        }
        checkService(number, entry.event)
        remember(number, entry)
    }

    private func remember(_ number: Int, _ entry: JournalEntry) {
        noteUncounted(number, entry.event)
        noteSilence(number, entry.event)
        noteParkedCash(number, entry.event)
        followDay(number, entry.event)
        followDevices(number, entry.event)
        guard let key = entry.event.key else { return }
        noteCase(number, entry.event, key)
        guard entry.event.changesKey else { return }
        keepOpen(number, entry.event, key)
        machines[number].entries[key] = entry.event
        if case .reversing = entry.event { machines[number].approvals[key] = nil }
        if case .suspect = entry.event { machines[number].approvals[key] = nil }
    }

    func journalPutBack(_ number: Int, _ entries: [JournalEntry]) {
        let before = machines[number].entries
        for (key, entry) in before where !entry.isFinal {
            stories[name(key, machines[number].terminal), default: KeyStory()].isForgotten = true
        }
        machines[number].entries = [:]
        machines[number].testimony.forgetJournal()
        forgetUnused(machines[number].terminal)
        for entry in entries { remember(number, entry) }
        if !entries.isEmpty || !before.isEmpty { machines[number].testimony.isDayDoubtful = true }
        for (key, entry) in machines[number].entries {
            guard case .deposit = entry, before[key] != nil, before[key] != entry else { continue }
            stories[name(key, machines[number].terminal)]?.wasForgottenInEscrow = true
        }
    }

    func machineSent(_ number: Int, _ frame: [UInt8]) {
        guard let message = SeenMessage(frame) else {
            return fail(.journalFirst, "machine \(number) sent bytes that are no message")
        }
        checkMarkSent(number, message)
        checkPace(number, message)
        guard let part = message.part, let key = message.requestKey else { return }
        let entry = machines[number].entries[key]
        let isWritten =
            switch (part, entry) {
            case (_, nil): false
            case (.original, _): true
            case (.reversal, .reversing): true
            case (.advice, .suspect), (.advice, .kept), (.advice, .adviceAcknowledged),
                (.advice, .counted):
                true
            case (.reversal, _), (.advice, _): false
            }
        check(
            isWritten, .journalFirst,
            "machine \(number) sent \(text(of: frame)) with \(entry.map { "\($0)" } ?? "nothing") in its journal"
        )
        checkClaims(number, message, key)
        if message.type / 10 == 50 { checkDaySent(number, message, key) }
        if part == .advice, let name = message.key {
            stories[name, default: KeyStory()].isSuspect = true
        }
    }

    /// An undamaged frame has reached the machine.
    func machineReceived(_ number: Int, _ frame: [UInt8]) {
        guard let message = SeenMessage(frame) else { return }
        heard(number, message)
        noteDeferral(number, message)
        guard message.type == 210, message.text(39) == "00",
            message[38] != nil, let key = message.requestKey, let amount = message.number(4)
        else { return }
        switch machines[number].entries[key] {
        case .withdrawal: machines[number].approvals[key] = amount
        case nil, _: break
        }
    }

    func dispenserObeyed(
        _ number: Int, _ terminal: TerminalID, _ command: DispenserCommand,
        _ before: DispenserReport, _ after: DispenserReport
    ) {
        let key = command.operation
        let name = name(key, terminal)
        var story = stories[name, default: KeyStory()]
        let isObeyed = before.last?.key != key || before.tally.picked != after.tally.picked
        if case .dispense(_, let notes) = command, isObeyed, after.last?.key == key {
            story.dispenses += 1
            check(
                !machines[number].testimony.hasCardAtSlot, .oneAuthorisedDispense,
                "\(name) was dispensed with the card at the slot")
            check(story.dispenses == 1, .oneAuthorisedDispense, "\(name) was dispensed twice")
            let amount = Int(notes.value.minorUnits)
            check(
                machines[number].approvals[key] == amount, .oneAuthorisedDispense,
                "\(name): \(amount) dispensed, approved \(machines[number].approvals[key].map(String.init) ?? "nothing")"
            )
            if case .dispensing = machines[number].entries[key] {
            } else {
                fail(.journalFirst, "\(name) was dispensed before the journal knew")
            }
        }
        dispenserMoved(number, before, after)
        story.taken += Int((after.tally.taken - before.tally.taken).value.minorUnits)
        story.removedByDevice += after.tally.removedInAll - before.tally.removedInAll
        if after.last?.key == key {
            switch after.last?.position {
            case .unknown, .retracted: story.isUncertain = true
            case .none?, .stacked, .atShutter, .taken, nil: break
            }
        }
        stories[name] = story
        machines[number].dispenser = after
        check(number, before, after)
    }

    func escrowObeyed(
        _ number: Int, _ terminal: TerminalID, _ command: EscrowCommand, _ after: EscrowReport
    ) {
        let before = machines[number].escrow
        let name = name(command.operation, terminal)
        let kept = Int((after.vaulted - before.vaulted).value.minorUnits)
        if kept != 0 { stories[name, default: KeyStory()].kept += kept }
        machines[number].escrow = after
        let sum = after.vaulted + after.returned + holding(after)
        check(
            after.accepted == sum, .notesBalance,
            "escrow accepted \(after.accepted), has \(sum) in all places")
    }

    private func holding(_ report: EscrowReport) -> NoteCounts {
        if case .holding(let notes) = report.last?.position { return notes }
        return .none
    }

    /// Per denomination: every note that was loaded is in just one place. Where the device cannot tell, notes stay on no
    /// counter for good; no more and no fewer may be there than were when it last knew.
    private func check(_ number: Int, _ before: DispenserReport, _ after: DispenserReport) {
        if before.last?.key != after.last?.key, case .unknown = before.last?.position {
            machines[number].astray = before.tally.inside
        }
        let inside = after.tally.inside - machines[number].astray
        let isUnknown: Bool
        let underway: NoteCounts
        switch after.last?.position {
        case .stacked(let notes), .atShutter(let notes): (underway, isUnknown) = (notes, false)
        case .unknown: (underway, isUnknown) = (.none, true)
        case .none?, .taken, .retracted, nil: (underway, isUnknown) = (.none, false)
        }
        for note in Denomination.allCases {
            check(
                (isUnknown ? inside[note] >= 0 : inside[note] == underway[note])
                    && after.tally.left[note] >= 0 && after.tally.inBins[note] >= 0, .notesBalance,
                "the dispenser of machine \(number) has lost count of \(note): \(after.tally)")
        }
    }
}

extension NoteTally {
    /// Picked and in no final place.
    fileprivate var inside: NoteCounts { picked - rejected - taken - retracted }

    /// By an operator, out of cassettes and bins, less what he put in; in minor units.
    fileprivate var removedInAll: Int {
        Int((removed + emptied - loaded).value.minorUnits)
    }
}

extension JournalEvent {
    var isFinal: Bool {
        if case .settled = self { return true }
        if case .inquirySettled = self { return true }
        if case .cashChangeSettled = self { return true }
        if case .dayCloseSettled = self { return true }
        return false
    }

    /// Whether it says how far its key has come, and is not a note beside.
    fileprivate var changesKey: Bool {
        if case .receipt = self { return false }
        if case .parked = self { return false }
        if case .interrupted = self { return false }
        if case .newsTold = self { return false }
        if case .originalUnknown = self { return false }
        return true
    }
}

extension KeyName {
    var requestKey: RequestKey? {
        guard let epoch = Epoch(number: UInt16(epoch)),
            let sequence = SequenceNumber(number: UInt32(sequence))
        else { return nil }
        return RequestKey(epoch: epoch, sequence: sequence)
    }
}

extension SeenMessage {
    var requestKey: RequestKey? { key?.requestKey }
}
