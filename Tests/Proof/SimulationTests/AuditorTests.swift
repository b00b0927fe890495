import BankProtocol
import CashMachine
import ISO8583
import Testing

@testable import Simulation

/// The auditor must be shown to see what it looks for: each test tells it of one thing that must not be.
struct AuditorTests {
    private let auditor = Auditor(parties: .all)
    private let key = RequestKey(epoch: Epoch(number: 1) ?? .none, sequence: .first)

    /// The bank knows the first mark, which every request here tells.
    init() { auditor.marks[Auditor.EpochName(terminal: 0, epoch: 1)] = 1 }

    private func withdrawal(_ amount: Int64) -> Withdrawal {
        let notes = NoteCounts(hundreds: Int(amount) / 10_000)
        let time = SendingTime(Timestamp(unixSeconds: 1_790_000_000), utcOffset: 0)
        return Withdrawal(
            key: key, amount: Money(minorUnits: amount), currency: .bdt, notes: notes,
            account: .current, lastFour: "4821", sending: time)
    }

    /// The bytes of the deposit's request, or of the bank's answer to it.
    private func request(_ amount: Int64) -> KeyedRequest {
        let time = SendingTime(Timestamp(unixSeconds: 1_790_000_000), utcOffset: 0)
        return KeyedRequest(
            terminal: Parties.all.terminals[0], key: key, transmitted: time.transmitted,
            localTime: time.local,
            operation: .deposit(
                Money(minorUnits: amount), .bdt, to: Parties.all.bearers[0].account,
                type: .unspecified))
    }

    private func frame(_ request: KeyedRequest, isRepeat: Bool = false) -> [UInt8] {
        TerminalMessage.keyed(Transmission(request: request, isRepeat: isRepeat, mark: .first))
            .message().encoded()
    }

    private func answer(_ request: KeyedRequest, _ code: ResponseCode) -> [UInt8] {
        BankMessage.keyed(Answer(to: request, code)).message().encoded()
    }

    @Test func `a repeat has the content of its first, another amount has not`() throws {
        let first = try #require(SeenMessage(frame(request(10_000))))
        let again = try #require(SeenMessage(frame(request(10_000), isRepeat: true)))
        let other = try #require(SeenMessage(frame(request(20_000))))
        #expect(first.content == again.content)
        #expect(first.content != other.content)
        #expect(first.key == KeyName(terminal: 0, epoch: 1, sequence: 1))
        #expect(first.part == .original)
        #expect(first.mark == 1)
    }

    @Test func `bytes cut short are no message`() {
        let whole = frame(request(10_000))
        for length in 0..<whole.count {
            #expect(SeenMessage(Array(whole.prefix(length))) == nil, "\(length)")
        }
    }

    @Test func `an answer without a durable record is seen`() {
        auditor.bankAnswered(frame(request(10_000)), with: answer(request(10_000), .approved))
        #expect(auditor.violation?.invariant == .answersLast)
    }

    @Test func `what cannot be served now and is asked again at once, time after time, is seen`() {
        meetMachine()
        auditor.journalWritten(0, entry(.epochTaken(key.epoch)))
        auditor.journalWritten(0, entry(.withdrawal(withdrawal(10_000))))
        for count in 1...5 {
            #expect(auditor.violation == nil, "\(count)")
            auditor.machineReceived(0, answer(request(10_000), .cannotServeNow))
            auditor.now = auditor.now + .milliseconds(4)
            auditor.machineSent(0, frame(request(10_000), isRepeat: true))
        }
        #expect(auditor.violation?.invariant == .backsOff)
    }

    @Test func `what cannot be served now and is asked again later is in order`() {
        meetMachine()
        auditor.journalWritten(0, entry(.epochTaken(key.epoch)))
        auditor.journalWritten(0, entry(.withdrawal(withdrawal(10_000))))
        for _ in 1...9 {
            auditor.machineReceived(0, answer(request(10_000), .systemMalfunction))
            auditor.now = auditor.now + .milliseconds(5)
            auditor.machineSent(0, frame(request(10_000), isRepeat: true))
        }
        #expect(auditor.violation == nil)
    }

    @Test func `an answer after a commit error is seen`() {
        auditor.commitFailed()
        auditor.bankAnswered(frame(request(10_000)), with: answer(request(10_000), .cannotServeNow))
        #expect(auditor.violation?.invariant == .nothingAfterCommitError)
    }

    @Test func `two answers that differ are seen`() {
        let name = KeyName(terminal: 0, epoch: 1, sequence: 1)
        var story = KeyStory()
        story[.original].code = "00"
        story[.original].posted = 10_000
        auditor.stories[name] = story
        let asked = frame(request(10_000))
        auditor.bankAnswered(asked, with: answer(request(10_000), .approved))
        #expect(auditor.violation == nil)
        auditor.stories[name]?[.original].code = "51"
        auditor.bankAnswered(asked, with: answer(request(10_000), .insufficientFunds))
        #expect(auditor.violation?.invariant == .sameAnswer)
    }

    @Test func `other content answered as if it were the first is seen`() {
        let name = KeyName(terminal: 0, epoch: 1, sequence: 1)
        var story = KeyStory()
        story[.original].code = "51"
        auditor.stories[name] = story
        auditor.bankAnswered(
            frame(request(10_000)), with: answer(request(10_000), .insufficientFunds))
        auditor.bankAnswered(
            frame(request(20_000)), with: answer(request(20_000), .insufficientFunds))
        #expect(auditor.violation?.invariant == .contentHolds)
    }

    @Test(arguments: [false, true])
    func `a transfer told as done that does not stand is seen, unless its journal was put back`(
        isForgotten: Bool
    ) {
        var story = KeyStory()
        story.transfer = .done
        story.isForgotten = isForgotten
        auditor.checkTransferAtRest(KeyName(terminal: 0, epoch: 1, sequence: 1), story)
        #expect(auditor.violation?.invariant == (isForgotten ? nil : .moneyIsWhereBooksSay))
    }

    private func dayClose(_ amount: Int64) -> (request: KeyedRequest, totals: DayTotals) {
        var request = self.request(10_000)
        let none = DayTotals.Line(count: 0, amount: .zero)
        let totals = DayTotals(
            deposits: DayTotals.Line(count: 1, amount: Money(minorUnits: amount)),
            depositReversals: none, withdrawals: none, withdrawalReversals: none)
        request.operation = .dayClose(totals, .bdt)
        return (request, totals)
    }

    /// The bank's books say that a deposit of 100.00 was posted since the last close.
    private func dayAnswered(_ asked: Int64, _ answered: Int64, isInBalance: Bool) {
        let (request, totals) = dayClose(asked)
        var story = KeyStory()
        story[.original].code = isInBalance ? "00" : "95"
        var posted = SeenTotals()
        posted.add(10_000, to: .deposits)
        story.dayTotals = posted
        auditor.stories[KeyName(terminal: 0, epoch: 1, sequence: 1)] = story
        var answer = Answer(to: request, isInBalance ? .approved : .outOfBalance)
        answer.settlement = Settlement(
            isInBalance: isInBalance,
            totals: answered == asked ? totals : dayClose(answered).totals)
        auditor.bankAnswered(frame(request), with: BankMessage.keyed(answer).message().encoded())
    }

    @Test(arguments: [Int64(10_000), 20_000])
    func `a day close answered with what was posted, and rightly compared, is in order`(
        asked: Int64
    ) {
        dayAnswered(asked, 10_000, isInBalance: asked == 10_000)
        #expect(auditor.violation == nil)
    }

    @Test func `a day close answered with other totals than were posted is seen`() {
        dayAnswered(20_000, 20_000, isInBalance: true)
        #expect(auditor.violation?.invariant == .dayBalances)
    }

    @Test func `totals that differ and are called the same are seen`() {
        dayAnswered(20_000, 10_000, isInBalance: true)
        #expect(auditor.violation?.invariant == .dayBalances)
    }

    /// The bytes of the bank's answer to a day close; a refusal tells no totals.
    private func dayAnswer(_ code: ResponseCode, _ settlement: Settlement? = nil) -> [UInt8] {
        var answer = Answer(to: dayClose(10_000).request, code)
        answer.settlement = settlement
        return BankMessage.keyed(answer).message().encoded()
    }

    @Test(arguments: [Int64(10_000), 20_000])
    func
        `a close that was told is believed though a refusal comes in behind it, another's totals are not`(
            written: Int64
        )
    {
        meetMachine()
        let told = Settlement(isInBalance: true, totals: dayClose(10_000).totals)
        auditor.machineReceived(0, dayAnswer(.approved, told))
        auditor.machineReceived(0, dayAnswer(.notPermittedToTerminal))
        let settlement = Settlement(isInBalance: true, totals: dayClose(written).totals)
        auditor.journalWritten(0, entry(.dayCloseSettled(key, settlement)))
        #expect(auditor.violation?.invariant == (written == 10_000 ? nil : .journalFirst))
    }

    @Test func `a close that was only refused is not believed`() {
        meetMachine()
        auditor.machineReceived(0, dayAnswer(.notPermittedToTerminal))
        let settlement = Settlement(isInBalance: true, totals: dayClose(10_000).totals)
        auditor.journalWritten(0, entry(.dayCloseSettled(key, settlement)))
        #expect(auditor.violation?.invariant == .journalFirst)
    }

    @Test func `a frame whose key the journal does not know is seen`() {
        meetMachine()
        auditor.machineSent(0, frame(request(10_000)))
        #expect(auditor.violation?.invariant == .journalFirst)
    }

    // MARK: Marks

    private func network(_ operation: NetworkRequest.Operation) throws -> [UInt8] {
        let request = NetworkRequest(
            terminal: Parties.all.terminals[0], stan: try #require(STAN(number: 1)),
            transmitted: TransmissionTime(Timestamp(unixSeconds: 1_790_000_000)),
            operation: operation)
        return TerminalMessage.network(request, isRepeat: false).message().encoded()
    }

    private func echo(_ mark: UInt32) throws -> [UInt8] {
        try network(.echo(mark: try #require(SequenceNumber(number: mark))))
    }

    private func signOn(next: UInt32, mark: UInt32 = 1) throws -> [UInt8] {
        try network(
            .signOn(
                SignOn(
                    instance: InstanceID(bits: 1), epoch: key.epoch,
                    next: try #require(SequenceNumber(number: next)),
                    mark: try #require(SequenceNumber(number: mark)))))
    }

    @Test func `a sign-on tells its epoch, the next sequence and its mark`() throws {
        let message = try #require(SeenMessage(try signOn(next: 9, mark: 7)))
        let told = try #require(message.signOn)
        #expect(told == (1, 9, 7))
    }

    @Test(arguments: [UInt32(1), 2])
    func `an echo whose mark passes an open key is seen`(mark: UInt32) throws {
        meetMachine()
        auditor.journalWritten(0, entry(.epochTaken(key.epoch)))
        auditor.journalWritten(0, entry(.withdrawal(withdrawal(10_000))))
        auditor.machineSent(0, try echo(mark))
        #expect(auditor.violation?.invariant == (mark == 1 ? nil : .marksHold))
    }

    @Test func `a mark of the bank's own making is seen, one that was declared is in order`() throws
    {
        meetMachine()
        auditor.journalWritten(0, entry(.epochTaken(key.epoch)))
        auditor.machineSent(0, try echo(5))
        let epoch = Auditor.EpochName(terminal: 0, epoch: 1)
        auditor.explainMark(5, epoch)
        #expect(auditor.violation == nil)
        auditor.explainMark(6, epoch)
        #expect(auditor.violation?.invariant == .marksHold)
    }

    enum Raised: CaseIterable {
        case never
        case byItsOwnEcho
        case byAnotherEpochsEcho
    }

    enum Known: CaseIterable {
        case notAtAll
        case byAJournalThatForgot
        case byARefusedReversal
    }

    @Test(arguments: Raised.allCases, Known.allCases)
    func `what needs a case may lack it below the mark of another epoch's echo, and nowhere else`(
        raised: Raised, known: Known
    ) throws {
        try meetMachine(whoseMarkWas: raised)
        var story = KeyStory()
        story.paidByBooks = 10_000
        story.isForgotten = known == .byAJournalThatForgot
        if known == .byARefusedReversal { story.cases = ["KEY-SETTLED"] }
        auditor.stories[name] = story
        auditor.cameToRest()
        let isExcused = raised == .byAnotherEpochsEcho && known != .notAtAll
        #expect(auditor.violation?.invariant == (isExcused ? nil : .moneyIsWhereBooksSay))
    }

    enum Came: CaseIterable {
        case beforeTheSignOn
        case behindASignOnOfTheFormerJournal
        case behindTheSignOn
        case ofTheCopyItself
    }

    @Test(arguments: Came.allCases, [["KEY-MISMATCH"], []])
    func
        `what a copy's sign-on called unused and then came may have no case but of its key's refusal`(
            came: Came, cases: [String]
        ) throws
    {
        meetMachine()
        if came == .behindASignOnOfTheFormerJournal {
            auditor.bankReceived(try signOn(next: 1), isDamaged: false)
        }
        auditor.journalWritten(0, entry(.epochTaken(key.epoch)))
        auditor.journalWritten(0, entry(.withdrawal(withdrawal(10_000))))
        auditor.journalPutBack(0, [entry(.epochTaken(key.epoch))])
        if came == .behindTheSignOn || came == .ofTheCopyItself {
            auditor.bankReceived(try signOn(next: 1), isDamaged: false)
        }
        if came == .ofTheCopyItself {
            auditor.journalWritten(0, entry(.withdrawal(withdrawal(10_000))))
            auditor.machineSent(0, frame(request(10_000)))
        }
        auditor.bankReceived(frame(request(10_000)), isDamaged: false)
        auditor.bankReceived(try signOn(next: 1), isDamaged: false)
        auditor.stories[name]?.paidByBooks = 10_000
        auditor.cameToRest()
        let isExcused = came == .behindTheSignOn
        #expect(auditor.violation?.invariant == (isExcused ? nil : .moneyIsWhereBooksSay))
    }

    @Test(arguments: [(0, false), (10_000, false), (0, true)])
    func `a late original is passed over only when nothing of it was paid`(
        taken: Int, isUncertain: Bool
    ) {
        var story = KeyStory()
        story.cameBehindSignOn = true
        story.paidByBooks = 30_000
        story.taken = taken
        story.isUncertain = isUncertain
        auditor.stories[name] = story
        auditor.cameToRest()
        let isExcused = taken == 0 && !isUncertain
        #expect(auditor.violation?.invariant == (isExcused ? nil : .moneyIsWhereBooksSay))
    }

    @Test func `what was reversed before it came is refused whatever it says`() throws {
        let (asked, other) = (frame(request(10_000)), frame(request(20_000)))
        let name = try #require(SeenMessage(asked)?.key)
        var story = KeyStory()
        story.isTombstoned = true
        auditor.stories[name] = story
        auditor.bankAnswered(asked, with: answer(request(10_000), .noActionTaken))
        auditor.bankAnswered(other, with: answer(request(20_000), .noActionTaken))
        #expect(auditor.violation == nil)
        auditor.bankAnswered(asked, with: answer(request(30_000), .noActionTaken))
        #expect(auditor.violation?.invariant == .sameAnswer)
    }

    @Test func `notes paid without an approval are seen`() throws {
        let dispenser = meetMachine()
        let asked = withdrawal(10_000)
        auditor.journalWritten(0, entry(.withdrawal(asked)))
        auditor.journalWritten(0, entry(.dispensing(key)))
        let before = dispenser.report
        var device = dispenser
        let report = try device.obey(.dispense(try authorisation(asked), asked.notes))
        auditor.dispenserObeyed(
            0, Parties.all.terminals[0], .dispense(try authorisation(asked), asked.notes), before,
            report)
        #expect(auditor.violation?.invariant == .oneAuthorisedDispense)
    }

    // MARK: Transfers

    private func transfer(_ amount: Int64) -> Transfer {
        Transfer(
            key: key,
            order: TransferOrder(
                amount: Money(minorUnits: amount), from: .current,
                to: Parties.all.bearers[1].account, type: .unspecified),
            currency: .bdt, lastFour: "4821",
            sending: SendingTime(Timestamp(unixSeconds: 1_790_000_000), utcOffset: 0))
    }

    /// What the books hold of a transfer that was posted from the first bearer to the second, but for what is wrong with it.
    private func posted(_ amount: Int, to receiver: AccountNumber) -> KeyStory {
        var story = KeyStory()
        story[.original].postings = 1
        story[.original].posted = amount
        story.decided = Variant(
            content: 1, card: Parties.all.bearers[0].card.number.digits,
            receiver: Parties.all.bearers[1].account.text)
        story.moved = [Parties.all.bearers[0].account: -amount, receiver: amount]
        return story
    }

    private let name = KeyName(terminal: 0, epoch: 1, sequence: 1)

    @Test func `a transfer to whom it was for is in order, one to somebody else is seen`() {
        auditor.checkTransfer(name, posted(10_000, to: Parties.all.bearers[1].account))
        #expect(auditor.violation == nil)
        auditor.checkTransfer(name, posted(10_000, to: Parties.all.bearers[2].account))
        #expect(auditor.violation?.invariant == .recordsMatchPostings)
    }

    @Test func `a transfer from another's account is seen`() {
        var story = posted(10_000, to: Parties.all.bearers[1].account)
        story.moved[Parties.all.bearers[0].account] = nil
        story.moved[Parties.all.bearers[2].account] = -10_000
        auditor.checkTransfer(name, story)
        #expect(auditor.violation?.invariant == .recordsMatchPostings)
    }

    @Test func `a transfer that was told as done must stand`() {
        var story = posted(10_000, to: Parties.all.bearers[1].account)
        story.transfer = .done
        auditor.checkTransferAtRest(name, story)
        #expect(auditor.violation == nil)
        story[.reversal].posted = 10_000
        auditor.checkTransferAtRest(name, story)
        #expect(auditor.violation?.invariant == .moneyIsWhereBooksSay)
    }

    @Test(arguments: [TransferStanding.open, .undone, .leftToBank], Raised.allCases)
    func `a transfer that is left to the bank may lack its case below such a mark, and no other`(
        standing: TransferStanding, raised: Raised
    ) throws {
        try meetMachine(whoseMarkWas: raised)
        var story = posted(10_000, to: Parties.all.bearers[1].account)
        story.transfer = standing
        auditor.checkTransferAtRest(name, story)
        let isExcused = raised == .byAnotherEpochsEcho && standing == .leftToBank
        #expect(auditor.violation?.invariant == (isExcused ? nil : .moneyIsWhereBooksSay))
    }

    @Test(arguments: [TransferStanding.open, .undone, .leftToBank])
    func `a transfer that stands and was not told as done needs a case`(
        standing: TransferStanding
    ) {
        var story = posted(10_000, to: Parties.all.bearers[1].account)
        story.transfer = standing
        story.cases = ["UNSETTLED"]
        auditor.checkTransferAtRest(name, story)
        #expect(auditor.violation == nil)
        story.cases = []
        auditor.checkTransferAtRest(name, story)
        #expect(auditor.violation?.invariant == .moneyIsWhereBooksSay)
    }

    @Test func `a later journal does not unsay what a customer was told`() {
        meetMachine()
        auditor.followTransfer(0, .transfer(transfer(10_000)), key)
        #expect(auditor.stories[name]?.transfer == .open)
        auditor.followTransfer(0, .settled(key, .transferred), key)
        auditor.followTransfer(0, .leftToBank(key), key)
        #expect(auditor.stories[name]?.transfer == .done)
    }

    @Test func `a transfer called done that the bank has not approved is seen`() {
        meetMachine()
        auditor.journalWritten(0, entry(.transfer(transfer(10_000))))
        #expect(auditor.violation == nil)
        auditor.journalWritten(0, entry(.settled(key, .transferred)))
        #expect(auditor.violation?.invariant == .journalFirst)
    }

    @Test func `a transfer left to the bank for good before the bank fenced its epoch is seen`() {
        meetMachine()
        auditor.journalWritten(0, entry(.transfer(transfer(10_000))))
        auditor.journalWritten(0, entry(.leftToBank(key)))
        #expect(auditor.violation == nil)
        auditor.journalWritten(0, entry(.settled(key, .leftToBank)))
        #expect(auditor.violation?.invariant == .journalFirst)
    }

    @Test func `a reversal of a part of a transfer is seen`() throws {
        for (actual, isRight) in [(Int64(0), true), (100, false)] {
            let transfer = transfer(10_000)
            let reversal = KeyedRequest(
                terminal: Parties.all.terminals[0], key: key,
                transmitted: transfer.sending.transmitted, localTime: transfer.sending.local,
                operation: .reversal(
                    Reversal(
                        original: transfer.original, reason: .timeout,
                        actualAmount: Money(minorUnits: actual))))
            auditor.checkReversal(0, try #require(SeenMessage(frame(reversal))))
            #expect((auditor.violation == nil) == isRight)
        }
    }

    @discardableResult private func meetMachine() -> Dispenser {
        let dispenser = Dispenser(device: DeviceID(bits: 1), loaded: NoteCounts(hundreds: 10))
        let escrow = Escrow(device: DeviceID(bits: 2))
        auditor.deviceMade(Parties.all.terminals[0], dispenser.report, escrow.report)
        return dispenser
    }

    /// It has taken the key's epoch, and the bank's mark of that may have risen above the key.
    private func meetMachine(whoseMarkWas raised: Raised) throws {
        meetMachine()
        auditor.journalWritten(0, entry(.epochTaken(key.epoch)))
        if raised == .byItsOwnEcho { auditor.machineSent(0, try echo(5)) }
        if raised != .never {
            auditor.bankReceived(try echo(5), isDamaged: false)
            auditor.explainMark(5, Auditor.EpochName(terminal: 0, epoch: 1))
        }
    }

    private func entry(_ event: JournalEvent) -> JournalEntry {
        JournalEntry(at: Timestamp(unixSeconds: 0), event)
    }

    private func authorisation(_ asked: Withdrawal) throws -> DispenseAuthorisation {
        var answer = Answer(
            terminal: Parties.all.terminals[0], exchange: ExchangeID(.financial, key),
            transmitted: asked.sending.transmitted, processingCode: asked.processingCode,
            amount: asked.amount, code: .approved)
        answer.authorisation = AuthorisationID("ABC123")
        return try #require(DispenseAuthorisation(answer, for: asked))
    }
}
