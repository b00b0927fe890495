import BankProtocol
import Ledger
import LedgerStore
import SQLiteLedgerStore
import Testing

struct AdministrationTests {
    let place: TemporaryStore
    let office: Administration

    init() throws {
        place = try TemporaryStore()
        office = try Administration.found(in: place.directory, at: Bank.now)
    }

    func expectRejected(
        sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws(StoreError) -> Void
    ) {
        do throws(StoreError) {
            try body()
            Issue.record("it was allowed", sourceLocation: sourceLocation)
        } catch {
            #expect(error.kind == .rejected, sourceLocation: sourceLocation)
        }
    }

    func addDemo() throws -> [EnrolledTerminal] {
        try office.addDemoData(at: Bank.now) { card, digits in
            let text = Array((card.digits + digits).utf8)
            return PINProof(bytes: Array((text + text).prefix(32)))
        }
    }

    @Test func `a new bank has two accounts of its own, today's day, and is in order`() throws {
        #expect(try office.accounts().map(\.number) == [.suspense, .equity])
        #expect(try office.businessDay() == Bank.day)
        #expect(try office.audit().isEmpty)
    }

    @Test func `the demo is as the design says`() throws {
        let terminals = try addDemo()
        #expect(terminals.map(\.terminal.text) == ["ATM00001", "LAB00001"])
        #expect(terminals.first?.location == "Curzon Hall, Dhaka")
        #expect(terminals.allSatisfy { $0.keys.pin.count == 16 && $0.keys.mac?.count == 16 })
        let keys = try place.directory.loadKeys()
        #expect(keys.terminals.count == 2)
        let balances = try office.accounts().map {
            "\($0.holder) \($0.kind) \($0.balance.minorUnits)"
        }
        #expect(
            Set(balances) == [
                "Ayesha Rahman current 2500000", "Ayesha Rahman savings 12000000",
                "Rahim Uddin current 200000", "Karim Mia current 500000",
                "Nasrin Akter current 100000", "Salma Begum current 300000",
                "Cash in ATM00001 cash -83000000", "Cash in LAB00001 cash 0",
                "Suspense suspense 0", "Equity equity 67400000",
            ])
        let cards = try office.cards().map {
            "\($0.number.lastFour) \($0.state) \($0.expiry.year)-\($0.expiry.month) \($0.triesLeft)"
        }
        #expect(
            cards == [
                "7730 active 2030-12 3", "6604 active 2024-12 3", "0093 lost 2030-12 3",
                "4821 active 2030-12 3", "5512 active 2030-12 3",
            ])
        #expect(try office.card(named: "4821").otherAccount != nil)
        #expect(try office.accounts().allSatisfy { $0.number.text.utf8.count == 13 })
        #expect(try office.audit().isEmpty)
    }

    @Test func `accounts are opened with a posting, frozen and thawed`() throws {
        let account = try office.openAccount(
            holder: "Rahim Uddin", kind: .savings, overdraft: taka(100), opening: taka(2_000),
            at: Bank.now)
        #expect(account.balance == taka(2_000))
        #expect(account.available == taka(2_100))
        #expect(try office.statement(of: account.number).map(\.type) == [.opening])
        #expect(try office.freeze(account.number).isFrozen)
        #expect(try office.account(account.number).isFrozen)
        #expect(try !office.thaw(account.number).isFrozen)
        let next = try office.openAccount(
            holder: "Rahim Uddin", kind: .savings, overdraft: .zero, opening: .zero, at: Bank.now)
        #expect(next.number != account.number)
        #expect(try office.statement(of: next.number).isEmpty)
        #expect(try office.audit().isEmpty)
    }

    @Test func `what an account cannot be is rejected and changes nothing`() throws {
        let before = try office.accounts()
        let office = office
        for (holder, kind, overdraft, opening) in [
            ("Rahim", Account.Kind.cash, Money.zero, Money.zero), ("", .current, .zero, .zero),
            ("a;b", .current, .zero, .zero), ("R\u{9}", .current, .zero, .zero),
            ("Rahim", .current, taka(-1), .zero), ("Rahim", .current, .zero, taka(-1)),
        ] {
            expectRejected { () throws(StoreError) in
                _ = try office.openAccount(
                    holder: holder, kind: kind, overdraft: overdraft, opening: opening,
                    at: Bank.now)
            }
        }
        expectRejected { () throws(StoreError) in _ = try office.freeze(.equity) }
        let nobody = try #require(AccountNumber("1"))
        expectRejected { () throws(StoreError) in _ = try office.account(nobody) }
        expectRejected { () throws(StoreError) in _ = try office.statement(of: nobody) }
        #expect(try office.accounts() == before)
    }

    @Test func `cards are issued, blocked, unblocked and reported lost`() throws {
        _ = try addDemo()
        let number = try office.unusedCardNumber()
        #expect(number.isLuhnValid)
        let account = try office.openAccount(
            holder: "Mina", kind: .current, overdraft: .zero, opening: .zero, at: Bank.now)
        let expiry = try #require(CardExpiry(year: 2031, month: 1))
        let issued = try office.issueCard(
            number, expiry: expiry, pin: Bank.rightPIN, account: account.number,
            otherAccount: nil)
        #expect(try office.card(named: number.digits) == issued)
        #expect(try office.block(number).state == .blocked)
        #expect(try office.unblock(number).state == .active)
        #expect(try office.reportLost(number).state == .lost)
        let office = office
        expectRejected { () throws(StoreError) in _ = try office.unblock(number) }
        expectRejected { () throws(StoreError) in
            _ = try office.issueCard(
                number, expiry: expiry, pin: Bank.rightPIN, account: account.number,
                otherAccount: nil)
        }
        expectRejected { () throws(StoreError) in
            _ = try office.issueCard(
                try office.unusedCardNumber(), expiry: expiry, pin: Bank.rightPIN,
                account: .equity, otherAccount: nil)
        }
    }

    @Test func `a card is named by its number or its last four, if those are unique`() throws {
        _ = try addDemo()
        #expect(try office.card(named: "4821").number.digits == "9705000000084821")
        let twin = try #require(
            (0..<100_000_000).lazy.map { CardNumber(digits: "9705\($0 + 100_000_000)4821") }
                .compactMap { $0 }.first { $0.isLuhnValid })
        let account = try #require(try office.accounts().first { $0.kind == .current })
        _ = try office.issueCard(
            twin, expiry: try #require(CardExpiry(year: 2031, month: 1)), pin: Bank.rightPIN,
            account: account.number, otherAccount: nil)
        let office = office
        expectRejected { () throws(StoreError) in _ = try office.card(named: "4821") }
        expectRejected { () throws(StoreError) in _ = try office.card(named: "1234") }
        #expect(try office.card(named: twin.digits).number == twin)
    }

    @Test func `unblock gives a locked card its tries back`() throws {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        for number in UInt32(2)...4 {
            try bank.ask(number, .verify(try bank.authority), pin: Bank.wrongPIN)
        }
        #expect(try bank.ask(5, .verify(try bank.authority)).code == .pinTriesExceeded)
        let clerk = try Administration(opening: under.place.directory)
        #expect(try clerk.unblock(bank.card).triesLeft == 3)
        #expect(try bank.ask(6, .verify(try bank.authority)).code == .approved)
    }

    @Test func `terminals are enrolled once, disabled and enabled`() throws {
        let terminal = try #require(TerminalID("ATM00007"))
        let enrolled = try office.enroll(
            terminal, location: "Sylhet", withMAC: false, at: Bank.now)
        #expect(enrolled.keys.mac == nil)
        let full = try #require(TerminalID("ATM00008"))
        let cash = Money(minorUnits: 83_000_000)
        _ = try office.enroll(full, location: "Sylhet", cash: cash, withMAC: true, at: Bank.now)
        let balances = try office.accounts().filter { $0.kind == .cash }.map(\.balance)
        #expect(balances == [.zero, -cash])
        #expect(try office.audit().isEmpty)
        #expect(try office.terminals().map(\.location) == ["Sylhet", "Sylhet"])
        #expect(try office.terminals().map(\.epoch) == [.none, .none])
        #expect(try !office.disable(terminal).isEnabled)
        #expect(try office.enable(terminal).isEnabled)
        let office = office
        expectRejected { () throws(StoreError) in
            _ = try office.enroll(terminal, location: "", withMAC: true, at: Bank.now)
        }
        let nobody = try #require(TerminalID("NOBODY"))
        expectRejected { () throws(StoreError) in _ = try office.disable(nobody) }
        #expect(try place.directory.loadKeys().terminals[terminal]?.pin == enrolled.keys.pin)
    }

    @Test func `the export has a line a posting, key and terminal only where there are`() throws {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        var lines: [LedgerLine] = []
        try Administration(opening: under.place.directory).exportLedger { lines.append($0) }
        #expect(lines.map(\.id) == Array(1...Int64(lines.count)))
        let last = lines.suffix(2)
        #expect(last.map(\.amount) == [taka(-500), taka(500)])
        #expect(last.first?.account == last.last?.counter)
        #expect(last.allSatisfy { $0.terminal == bank.terminal && $0.key?.sequence.number == 2 })
        #expect(lines.first?.key == nil)
        #expect(lines.first?.terminal == nil)
    }

    @Test func `a case is resolved with a correction once its key is at rest`() throws {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        let clerk = try Administration(opening: under.place.directory)
        try bank.ask(2, try bank.withdrawal(taka(500)))
        try bank.ask(2, bank.suspect(taka(500), paid: taka(500), account: bank.current))
        func resolve(_ amount: Money) throws(StoreError) -> CaseListing {
            try clerk.resolveCase(1, correction: amount, note: "cash was in the tray", at: bank.now)
        }
        expectRejected { () throws(StoreError) in _ = try resolve(taka(500)) }
        try bank.ask(3, .capitalLetters("a"), mark: 3)
        let resolved = try resolve(taka(500))
        #expect(resolved.resolved == bank.now)
        #expect(resolved.note == "cash was in the tray")
        #expect(try bank.balance(bank.current) == taka(25_000))
        #expect(try clerk.statement(of: bank.current).last?.type == .adjustment)
        #expect(try clerk.statement(of: bank.current).last?.key == nil)
        expectRejected { () throws(StoreError) in _ = try resolve(.zero) }
        #expect(try clerk.audit().isEmpty)
    }

    @Test func `a case is resolved below the mark or of a fenced epoch, and not otherwise`() throws
    {
        let bank = try Bank(.sqlite)
        let under = try #require(bank.under as? SQLiteUnderTest)
        let clerk = try Administration(opening: under.place.directory)
        let old = bank.epoch
        for number in [UInt32(2), 3] {
            try bank.ask(number, try bank.withdrawal(taka(500)))
            try bank.ask(number, bank.suspect(taka(500), paid: .zero, account: bank.current))
        }
        func resolve(_ id: Int64) throws(StoreError) {
            _ = try clerk.resolveCase(id, correction: .zero, note: "counted", at: bank.now)
        }
        expectRejected { () throws(StoreError) in try resolve(1) }
        try bank.ask(4, .capitalLetters("a"), mark: 3)
        try resolve(1)
        expectRejected { () throws(StoreError) in try resolve(2) }
        try bank.takeOver()
        try resolve(2)
        // What is resolved is closed, for its original and its reversal.
        bank.epoch = old
        let late = bank.reversal(.withdrawal, taka(500))
        #expect(try bank.ask(3, late, mark: 3).reason == .keySettled)
        #expect(try bank.balance(bank.current) == taka(24_000))
        #expect(try clerk.audit().isEmpty)
    }

    @Test func `the business day only moves ahead`() throws {
        #expect(try office.closeDay() == Bank.day.next)
        #expect(try office.closeDay() == Bank.day.next.next)
        #expect(try Administration(opening: place.directory).businessDay() == Bank.day.next.next)
    }
}
