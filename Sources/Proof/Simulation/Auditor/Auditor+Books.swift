internal import BankProtocol
internal import Ledger
internal import LedgerStore

/// The store. Invariants 1, 3, 4 and 6 look at every posting and record as it becomes durable, against sums that are kept
/// here; 7 and 8 at which records appear for which keys; 13 at the PIN's answers in the order of their records.
extension Auditor {
    func storeOpened(_ store: InMemoryLedgerStore) {
        self.store = store
        for account in store.accounts where account.kind.customerType != nil {
            overdrafts[account.number] = Int(account.overdraft.minorUnits)
        }
        storeChanged(store, isReadOnly: false)
    }

    /// Takes in what has become durable since the last time.
    func storeChanged(_ store: InMemoryLedgerStore, isReadOnly: Bool) {
        self.isReadOnly = isReadOnly
        takeDay(Int(store.businessDay.daysSince1970))
        let postings = store.postings
        guard store.recordCount >= recordsSeen, postings.count >= postingsSeen else {
            return fail(.answersLast, "records or postings that were durable are gone")
        }
        var fresh: [(name: KeyName, part: KeyPart, record: Record)] = []
        for place in recordsSeen..<store.recordCount {
            guard let record = store.record(place) else { continue }
            let name = name(record.exchange.key, record.terminal)
            fresh.append((name, KeyPart(record.role), record))
        }
        let terminalCount = terminals.count
        recordsSeen = store.recordCount
        check(
            fresh.isEmpty || !isReadOnly, .bounded,
            "\(fresh.count) records were written on a disk that is nearly full")
        for (name, part, record) in fresh { take(record, name, part) }
        for line in postings[postingsSeen...] {
            take(line, store, fresh.map { ($0.name, $0.part) })
        }
        postingsSeen = postings.count
        check(total == 0, .balanced, "all accounts sum to \(total)")
        for (name, part, record) in fresh { check(record, name, part) }
        for (name, part, record) in fresh { countDay(record, name, part) }
        takeCases(store)
        for (name, part, record) in fresh { checkDayCase(record, name, part) }
        for terminal in 0..<terminalCount { takeEpochs(of: terminal, store, fresh.map(\.name)) }
        for (name, part, record) in fresh where part == .original {
            countPIN(record, name)
        }
        checkForgetting(store)
        recountCards(store)
        checkTries(fresh.map(\.name), store)
    }

    private func take(_ record: Record, _ name: KeyName, _ part: KeyPart) {
        var story = stories[name, default: KeyStory()]
        check(story[part].code == nil, .once, "\(name) has a second \(part) record")
        story[part].code = record.answer.code.rawValue
        let epoch = EpochName(terminal: name.terminal, epoch: name.epoch)
        let mark = marks[epoch] ?? 0
        switch part {
        case .original:
            story.recordedOn = Int(record.day.daysSince1970)
            story.decide(amount: record.amount.map { Int($0.minorUnits) }, time: record.time)
            check(!story.isTombstoned, .tombstonesHold, "\(name) executed after its reversal")
            check(!story.isClosed, .tombstonesHold, "\(name) executed after it was settled")
            check(
                name.epoch >= currentEpochs[name.terminal], .marksHold,
                "\(name) executed in a fenced epoch; the current one is \(currentEpochs[name.terminal])"
            )
            check(
                name.sequence >= mark, .marksHold, "\(name) executed below its mark \(mark)")
        case .reversal:
            check(
                name.sequence >= mark, .marksHold, "\(name) reversed below its mark \(mark)")
            if story[.original].code == nil { story.isTombstoned = true }
        case .advice:
            if record.answer.code == .noSuchRecord { story.isClosed = true }
        }
        stories[name] = story
    }

    /// It rises by a day a commit at most.
    private func takeDay(_ day: Int) {
        if today != 0 {
            check(
                (today...today + 1).contains(day), .clocksDoNotMatter,
                "the business day went from \(today) to \(day)")
        }
        today = day
    }

    private func take(
        _ line: LedgerLine, _ store: InMemoryLedgerStore, _ fresh: [(KeyName, KeyPart)]
    ) {
        let amount = Int(line.amount.minorUnits)
        let sum = sums[line.account, default: 0] + amount
        sums[line.account] = sum
        total += amount
        guard let key = line.key, let terminal = line.terminal else { return }
        let name = name(key, terminal)
        guard let part = KeyPart(line.type) else {
            return fail(.recordsMatchPostings, "\(name) bears a clerk's posting")
        }
        check(
            fresh.contains { $0 == (name, part) }, .recordsMatchPostings,
            "\(name): a \(line.type) was posted without its record")
        var story = stories[name, default: KeyStory()]
        story.sum += amount
        if amount > 0 {
            story[part].postings += 1
            story[part].posted += amount
        }
        if line.account == store.terminal(terminal)?.cashAccount {
            if line.type == .cash {
                story.removedByBooks += amount
            } else {
                story.paidByBooks += amount
            }
        }
        if part == .advice { story.isClosed = true }
        if line.type == .transfer || !story.moved.isEmpty {
            story.moved[line.account, default: 0] += amount
        }
        stories[name] = story
        if amount < 0, part == .original, let overdraft = overdrafts[line.account] {
            check(
                sum >= -overdraft, .withinLimits,
                "\(name) took account \(line.account) to \(sum), below \(-overdraft)")
        }
    }

    /// After all postings of the commit.
    private func check(_ record: Record, _ name: KeyName, _ part: KeyPart) {
        guard let story = stories[name] else { return }
        check(story.sum == 0, .balanced, "the postings of \(name) sum to \(story.sum)")
        check(story[.original].postings <= 1, .once, "\(name) was posted twice")
        check(story[.reversal].postings <= 1, .once, "\(name) was reversed twice")
        check(
            story[.reversal].postings <= story[.original].postings, .once,
            "\(name) was reversed without having been posted")
        check(
            story[.reversal].posted <= story[.original].posted, .once,
            "\(name) was reversed by more than was posted")
        checkTransfer(name, story)
        countLimit(record, name, part)
        let moves = record.exchange.kind == .financial && record.answer.code == .approved
        if part == .original, record.exchange.kind == .financial {
            check(
                (story[.original].postings == 1) == moves, .recordsMatchPostings,
                "\(name) was answered \(record.answer.code.rawValue), posted \(story[.original].postings) times"
            )
        }
    }

    private func takeCases(_ store: InMemoryLedgerStore) {
        let cases = store.cases
        for listing in cases[casesSeen...] {
            let name = name(listing.key, listing.terminal)
            let kind = listing.kind.rawValue
            check(
                stories[name]?.cases.contains(kind) != true, .moneyIsWhereBooksSay,
                "\(name) has a second case \(kind)")
            stories[name, default: KeyStory()].cases.append(kind)
        }
        casesSeen = cases.count
    }

    func caseResolved(_ listing: CaseListing) {
        let name = name(listing.key, listing.terminal)
        stories[name]?.isClosed = true
        stories[name]?.resolvedCases += 1
    }

    private func takeEpochs(of terminal: Int, _ store: InMemoryLedgerStore, _ fresh: [KeyName]) {
        guard let row = store.terminal(terminals[terminal]) else { return }
        let current = Int(row.currentEpoch.number)
        check(
            current >= currentEpochs[terminal], .marksHold,
            "the epoch of terminal \(terminal + 1) fell to \(current)")
        currentEpochs[terminal] = current
        takeMark(EpochName(terminal: terminal, epoch: current), store)
        for name in fresh where name.terminal == terminal && name.epoch != current {
            takeMark(EpochName(terminal: terminal, epoch: name.epoch), store)
        }
    }

    func takeMark(_ name: EpochName, _ store: InMemoryLedgerStore) {
        guard let epoch = Epoch(number: UInt16(name.epoch)) else { return }
        do throws(StoreError) {
            guard let row = try store.epoch(epoch, of: terminals[name.terminal]) else { return }
            let mark = Int(row.mark.number)
            let seen = Int(row.seen.number)
            check(
                seen >= self.seen[name] ?? 0, .marksHold,
                "the highest sequence seen in epoch \(name.epoch) fell to \(seen)")
            self.seen[name] = seen
            check(
                mark >= marks[name] ?? 0, .marksHold,
                "the mark of epoch \(name.epoch) fell to \(mark)")
            if mark > marks[name] ?? 0 { explainMark(mark, name) }
            marks[name] = mark
        } catch {
            fail(.liveness, "\(error)")
        }
    }
}

// MARK: PINs

extension Auditor {
    private static let tries = 3

    func cardUnlocked(_ card: String) { wrongPINs[card] = 0 }

    /// Where it cannot be told whether a PIN was compared, and which, the cards themselves tell what came of the commit.
    private func recountCards(_ store: InMemoryLedgerStore) {
        for card in doubtedCards {
            guard let number = CardNumber(digits: card), let left = store.card(number)?.triesLeft
            else { continue }
            wrongPINs[card] = Self.tries - left
        }
        doubtedCards = []
    }

    /// What the store says of the cards that were used, against the count kept here.
    private func checkTries(_ fresh: [KeyName], _ store: InMemoryLedgerStore) {
        for name in fresh {
            guard let story = stories[name], let card = story.card, !story.isAmbiguous,
                let wrong = wrongPINs[card], let number = CardNumber(digits: card),
                let left = store.card(number)?.triesLeft
            else { continue }
            check(
                left == Self.tries - wrong, .threeTries,
                "\(name): \(wrong) wrong PINs, and \(left) tries left")
        }
    }

    /// Which of them was decided, and so which PIN was compared and perhaps changed, is not known.
    private func doubt(_ variants: [Variant]) {
        for variant in variants {
            guard let card = variant.card else { continue }
            doubtedCards.insert(card)
            if variant.newPIN != nil { cardPINs[card] = nil }
        }
    }

    /// What passed the comparison is the card's PIN; after an approved change another is.
    private func learnPIN(
        of card: String, _ typed: String, _ new: String?, _ code: ResponseCode
    ) {
        if code == .approved, let new {
            cardPINs[card] = new
        } else if code == .approved, cardPINs[card] == nil {
            cardPINs[card] = typed
        }
    }

    /// The codes that say how the comparison of the PIN ended, or that there was none.
    private func countPIN(_ record: Record, _ name: KeyName) {
        guard let story = stories[name] else { return }
        if story.isAmbiguous { return doubt(story.variants) }
        guard let card = story.card, let typed = story.decided?.pin else { return }
        let code = record.answer.code
        let pin = cardPINs[card]
        learnPIN(of: card, typed, story.decided?.newPIN, code)
        guard let pin, !doubtedCards.contains(card) else {
            doubtedCards.insert(card)
            return
        }
        let isRight = typed == pin
        let wrong = wrongPINs[card, default: 0]
        switch code {
        case .wrongPIN:
            check(!isRight, .threeTries, "\(name): a right PIN was taken for a wrong one")
            check(
                wrong < Self.tries - 1, .threeTries,
                "\(name): wrong PIN number \(wrong + 1) was answered 55")
            wrongPINs[card] = wrong + 1
        case .pinTriesExceeded:
            if wrong < Self.tries {
                check(
                    !isRight && wrong == Self.tries - 1, .threeTries,
                    "\(name): locked after \(wrong) wrong PINs")
                wrongPINs[card] = Self.tries
            }
        case .noSuchCard, .lostCard, .stolenCard, .expiredCard:
            break
        case .notPermittedToCard:
            // By the card's state, before the PIN, or by the account's, after it: the card itself tells.
            doubtedCards.insert(card)
        case .approved, .insufficientFunds, .limitExceeded, .invalidAmount, .invalidTransaction:
            check(isRight, .threeTries, "\(name): a wrong PIN was answered \(code.rawValue)")
            check(
                wrong < Self.tries, .threeTries,
                "\(name): a locked card was answered \(code.rawValue)")
            wrongPINs[card] = 0
        case .noActionTaken, .noSuchRecord, .formatError, .notPermittedToTerminal,
            .cannotServeNow, .duplicateKey, .outOfBalance, .systemMalfunction:
            fail(.recordsMatchPostings, "\(name) was recorded as \(code.rawValue)")
        }
    }
}

extension KeyPart {
    init(_ role: Record.Role) {
        switch role {
        case .original: self = .original
        case .reversal: self = .reversal
        case .advice: self = .advice
        }
    }

    init?(_ type: PostingType) {
        switch type {
        case .withdrawal, .deposit, .transfer, .cash: self = .original
        case .reversal: self = .reversal
        case .forced: self = .advice
        case .opening, .adjustment: return nil
        }
    }
}

extension Record {
    /// D7 as a number, MMDDhhmmss.
    fileprivate var time: Int {
        [
            transmitted.month, transmitted.day, transmitted.hour, transmitted.minute,
            transmitted.second,
        ]
        .reduce(0) { $0 * 100 + Int($1) }
    }
}
