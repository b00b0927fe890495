internal import BankProtocol
internal import CashMachine
internal import Ledger

/// A terminal's day, since its last close, by the records and postings as they become durable.
struct CountedDay {
    var totals = SeenTotals()
    /// Of the keys that were counted.
    var epochs: Set<Int> = []
    /// What the machine of an epoch counts beside that, and the bank does not: withdrawals whose decline it has not heard,
    /// and their reversals. It cannot know better, since the 0430 to a declined original is a 00 like any other.
    var unheardDeclines: [Int: SeenTotals] = [:]
    /// The bank has decided what no machine asked, or was told of notes whose deposit it had credited.
    var isDisputed = false
}

/// Day closes (`protocol.md` §3). The bank's totals are compared with sums of the auditor's own, always; the machine's must be
/// the same and the reversed declines that it has not heard of, to the last count and amount. They are not looked at where
/// machine and bank cannot know the same: after a journal was put back, in a terminal that changed its epoch, after a close
/// whose answer was given up, after a key of which the bank decided other content.
extension Auditor {
    /// In the order of the records: what comes after a close in its own commit belongs to the next day.
    func countDay(_ record: Record, _ name: KeyName, _ part: KeyPart) {
        guard let story = stories[name], days.indices.contains(name.terminal) else { return }
        if record.exchange.kind == .reconciliation { return endDay(name, story) }
        switch part {
        case .original: countOriginal(record, name, story)
        case .reversal: countReversal(record, name, story)
        case .advice:
            // Of a deposit that was credited after all.
            if isDoubtful(name, story) || story.dayLine == .deposits {
                days[name.terminal].isDisputed = true
            }
        }
    }

    private func countOriginal(_ record: Record, _ name: KeyName, _ story: KeyStory) {
        guard let line = SeenTotals.Line(record.processingCode?.type) else { return }
        if isDoubtful(name, story) { days[name.terminal].isDisputed = true }
        guard story.executions > 0 else { return }
        stories[name]?.dayLine = line
        count(story[.original].posted, line, name)
    }

    private func countReversal(_ record: Record, _ name: KeyName, _ story: KeyStory) {
        if story[.original].code != nil, story.executions == 0 {
            countUnheardDecline(record, name)
        }
        guard story[.reversal].posted > 0 else { return }
        switch story.dayLine {
        case .deposits: count(story[.reversal].posted, .depositReversals, name)
        case .withdrawals: count(story[.reversal].posted, .withdrawalReversals, name)
        case .depositReversals, .withdrawalReversals, nil: break
        }
    }

    /// Nothing was paid of it, so all of it is given back. Of transfers no close counts anything.
    private func countUnheardDecline(_ record: Record, _ name: KeyName) {
        guard SeenTotals.Line(record.processingCode?.type) == .withdrawals,
            let amount = record.amount.map({ Int($0.minorUnits) })
        else { return }
        var declines = days[name.terminal].unheardDeclines[name.epoch, default: SeenTotals()]
        declines.add(amount, to: .withdrawals)
        declines.add(amount, to: .withdrawalReversals)
        days[name.terminal].unheardDeclines[name.epoch] = declines
    }

    private func count(_ amount: Int, _ line: SeenTotals.Line, _ name: KeyName) {
        days[name.terminal].totals.add(amount, to: line)
        days[name.terminal].epochs.insert(name.epoch)
    }

    /// What the bank decided is not what a machine sent.
    private func isDoubtful(_ name: KeyName, _ story: KeyStory) -> Bool {
        guard story.variants.count == 1, let content = story.decided?.content else { return true }
        return !machines.contains {
            $0.terminal == terminals[name.terminal] && $0.hasSent(content, of: name)
        }
    }

    private func endDay(_ name: KeyName, _ story: KeyStory) {
        let day = days[name.terminal]
        days[name.terminal] = CountedDay()
        stories[name]?.dayTotals = day.totals
        let told = story.decided?.totals
        let isInBalance = story[.original].code == "00"
        daysClosed += 1
        if !isInBalance { daysOutOfBalance += 1 }
        check(
            isInBalance == (told == day.totals), .dayBalances,
            "\(name) closed the day with \(told?.description ?? "no totals"), \(day.totals) were posted, and was answered \(story[.original].code ?? "nothing")"
        )
        checkDayTold(name, story, day)
    }

    /// What the machine told of its day is what it can know of it.
    private func checkDayTold(_ name: KeyName, _ story: KeyStory, _ day: CountedDay) {
        let isExcused =
            day.isDisputed || day.epochs.contains { $0 != name.epoch }
            || story.closer.map { machines[$0].testimony.isDayDoubtful } ?? true
        if isExcused { return }
        let declines = day.unheardDeclines[name.epoch] ?? SeenTotals()
        guard let told = story.decided?.totals else {
            return fail(.dayBalances, "\(name) closed the day with no totals that can be read")
        }
        let differences = told.differences(from: day.totals + declines)
        check(
            differences.isEmpty, .dayBalances,
            "\(name) closed the day with \(differences.joined(separator: " and ")), and nothing explains it; \(day.totals) were posted, \(declines) declined and reversed"
        )
    }

    /// A 95 opens a case, and nothing else does.
    func checkDayCase(_ record: Record, _ name: KeyName, _ part: KeyPart) {
        guard record.exchange.kind == .reconciliation, part == .original, let story = stories[name]
        else { return }
        let hasCase = story.cases.contains(CaseKind.outOfBalance.rawValue)
        check(
            hasCase == (story[.original].code == "95"), .dayBalances,
            "\(name) was answered \(story[.original].code ?? "nothing"), and its cases are \(story.cases)"
        )
    }

    /// The answer's bytes.
    func checkDayClose(
        _ asked: SeenMessage, _ answered: SeenMessage, _ name: KeyName, _ story: KeyStory
    ) {
        check(
            SeenTotals(answered) == story.dayTotals, .dayBalances,
            "\(name): the bank tells totals of \(SeenTotals(answered)?.description ?? "no sense"), posted were \(story.dayTotals?.description ?? "none")"
        )
        let isSame = SeenTotals(asked) == SeenTotals(answered)
        check(
            answered.number(66) == (isSame ? 1 : 2) && answered.text(39) == (isSame ? "00" : "95"),
            .dayBalances, "\(name): \(text(of: answered.bytes)) to \(text(of: asked.bytes))")
    }
}

// MARK: The machine

extension Auditor {
    func checkDaySent(_ number: Int, _ message: SeenMessage, _ key: RequestKey) {
        let testimony = machines[number].testimony
        let open = testimony.open.subtracting(testimony.suspects).subtracting([key])
        check(
            open.isEmpty, .dayBalances,
            "machine \(number) closes its day while \(open.sorted()) is open")
        check(
            SeenTotals(message) != nil, .dayBalances,
            "machine \(number) tells totals that make no sense: \(text(of: message.bytes))")
        if let name = message.key { stories[name, default: KeyStory()].closer = number }
    }

    /// Also of a copy that was put back; before its epoch is taken down.
    func followDay(_ number: Int, _ event: JournalEvent) {
        let epoch = machines[number].testimony.epoch
        switch event {
        case .dayCloseSettled(_, let settlement):
            machines[number].testimony.isDayDoubtful = settlement == nil
        case .adviceAcknowledged(let key, _) where Int(key.epoch.number) != epoch:
            machines[number].testimony.isDayDoubtful = true
        case .instanceStarted where epoch != 0, .epochTaken where epoch != 0:
            machines[number].testimony.isDayDoubtful = true
        case .instanceStarted, .adviceAcknowledged, .devicesKnown, .epochTaken, .fenced, .inquiry,
            .inquirySettled, .withdrawal, .approved, .dispensing, .presented, .reversing, .suspect,
            .transfer, .leftToBank, .deposit, .depositAsked, .vaulted, .handedBack, .kept,
            .originalUnknown, .counted, .settled, .parked, .receipt, .cardKept, .interrupted,
            .newsTold, .operatorEntered, .operatorLeft, .operatorRefused, .cashChange,
            .cashCounted, .cashChangeSettled, .cardsHandedOver, .dayClose:
            break
        }
    }
}

extension SeenTotals.Line {
    fileprivate init?(_ type: TransactionType?) {
        switch type {
        case .deposit: self = .deposits
        case .withdrawal: self = .withdrawals
        case .balance, .verify, .miniStatement, .transfer, .changePIN, .capitalLetters, .prime,
            .cashMovement, nil:
            return nil
        }
    }
}
