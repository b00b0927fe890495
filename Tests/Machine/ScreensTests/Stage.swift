import BankProtocol
import CashMachine
import TextGrid

@testable import Screens

/// A machine in a test: events go in, the screen and the effects are looked at.
struct Stage {
    var state: App.State
    var effects: [App.Effect] = []

    init(
        kind: App.Configuration.Kind = .demo, language: Language = .english,
        screenTimeLimit: Duration? = .seconds(30), inService: Bool = true
    ) {
        let configuration = App.Configuration(
            kind: kind, bankName: "DU Central Bank", machine: Cast.machine,
            location: "Curzon Hall, Dhaka", demoCards: kind == .demo ? Cast.demoCards : [],
            language: language, screenTimeLimit: screenTimeLimit)
        state = App.State(configuration)
        send(.tick(uptime: .seconds(1000), wall: Cast.noon))
        send(.displayChanged(App.DisplayFacts(theme: "midnight", colours: 256, isUTF8: true)))
        guard inService else { return }
        report(.link(.online), .service(.inService), .supply(Cast.supply))
    }

    mutating func send(_ events: App.Event...) {
        for event in events { effects = App.reduce(&state, event) }
    }

    mutating func report(_ reports: MachineReport...) {
        for report in reports { send(.report(report)) }
    }

    /// Types characters; `\n` is Enter, `\u{1b}` Esc, `\u{7f}` Backspace.
    mutating func type(_ text: String) {
        for character in text { send(.key(Key(typed: character))) }
    }

    mutating func press(_ keys: Key...) {
        for key in keys { send(.key(key)) }
    }

    /// Lets time pass, a tick a second.
    mutating func wait(seconds: Int) {
        for _ in 0..<seconds {
            let now = state.surroundings.now + .seconds(1)
            send(
                .tick(
                    uptime: now,
                    wall: Timestamp(unixSeconds: state.surroundings.wall.unixSeconds + 1)))
        }
    }

    func grid(
        _ glyphs: GlyphSet = .unicode, size: Size = .machine, box: BoxStyle = .rounded
    ) -> Grid {
        App.draw(
            state, size, App.DrawStyle(glyphs: glyphs, box: glyphs == .ascii ? .ascii : box))
    }

    /// The same, read by somebody who chose another language.
    func speaking(_ language: Language) -> Stage {
        var stage = self
        stage.state.language = language
        return stage
    }

    var text: String { grid(.ascii).lines.joined(separator: "\n") }

    /// The message line.
    var message: String {
        grid(.ascii).lines[21].dropFirst().dropLast().trimmed
    }

    /// Where letters are a text, they mean nothing else.
    var isTyping: Bool { state.situation.name == .labText }

    func shows(_ words: String) -> Bool { text.contains(words) }

    /// The line of keys.
    var keys: String { grid(.ascii).lines[22] }

    /// The choice that the cursor lies on.
    var focused: String? {
        let grid = grid(.ascii)
        guard let cursor = grid.cursor else { return nil }
        let cells = grid.row(cursor.row).filter { $0.role == .choiceFocus }
        return String(cells.map(\.text).joined()).trimmed
    }

    func typing(_ text: String) -> Stage {
        var stage = self
        stage.type(text)
        return stage
    }
}

extension StringProtocol {
    var trimmed: String {
        var text = Substring(self)
        while text.hasPrefix(" ") { text = text.dropFirst() }
        while text.hasSuffix(" ") { text = text.dropLast() }
        return String(text)
    }
}

/// People, cards and answers that the tests play with.
enum Cast {
    static let machine = known(TerminalID("ATM00001"))
    /// 2026-11-22 14:32:07 in Dhaka.
    static let noon = Timestamp(unixSeconds: 1_795_336_327)
    static let ayesha = known(CardNumber(digits: "9705000000084821"))
    static let supply = NoteSupply(
        notes: NoteCounts(thousands: 500, fiveHundreds: 500, hundreds: 800))
    static let reference = reference(123)

    static func reference(_ number: UInt32) -> Reference {
        Reference(
            RequestKey(
                epoch: known(Epoch(number: 1)), sequence: known(SequenceNumber(number: number))))
    }

    static func taka(_ amount: Int64) -> Money { Money(minorUnits: amount * 100) }

    static var demoCards: [App.Configuration.DemoCard] {
        [
            demo(.a, .holder("Ayesha"), "9705000000084821"),
            demo(.b, .holder("Rahim"), "9705000000017730"),
            demo(.f, .reportedLost, "9705000000070093"),
            demo(.g, .holder("Nasrin"), "9705000000095512"),
            demo(.h, .expired, "9705000000066604"),
        ]
    }

    /// Both are good by their check digits.
    static let current = known(AccountNumber("2000000000016"))
    static let savings = known(AccountNumber("1000000000017"))

    static let customer = customer(accounts: [.current, .savings])

    static func customer(accounts: [AccountType]) -> Customer {
        Customer(
            name: "Ayesha Rahman", card: ayesha, leftToday: taka(15_000), mostAtOnce: taka(20_000),
            account: current, otherAccount: accounts.count > 1 ? savings : nil,
            balances: accounts.flatMap { type in
                [Balance.Kind.ledger, .available].map {
                    Balance(account: type, kind: $0, currency: .bdt, amount: taka(25_000))
                }
            })
    }

    static func receipt(
        _ result: Receipt.Result, kind: Receipt.Kind = .withdrawal, tries: Int = 4,
        supersedes: Int? = nil
    ) -> Receipt {
        Receipt(
            number: 17, supersedes: supersedes, kind: kind, result: result, amount: taka(3_700),
            notes: NoteCounts(thousands: 3, fiveHundreds: 1, hundreds: 2), lastFour: "4821",
            reference: reference, at: noon, tries: tries, elapsed: .milliseconds(3_900))
    }

    static func news(
        _ fate: OwnersNews.Fate, kind: Receipt.Kind = .withdrawal, card: String = "4821",
        ref: UInt32 = 123
    ) -> OwnersNews {
        OwnersNews(
            key: reference(ref).key, kind: kind, amount: taka(3_700), lastFour: card, fate: fate)
    }

    static let authorisation = known(AuthorisationID("7K2Q9F"))

    static func refusal(
        _ code: ResponseCode, _ reason: AnswerReason? = nil,
        _ inquiry: Inquiry = .withdrawal(taka(15_000)), available: Money? = nil
    ) -> Refusal {
        Refusal(
            inquiry: inquiry, reference: reference, cause: .bank(code, reason),
            available: available)
    }

    private static func demo(
        _ key: SideKey, _ label: App.Configuration.DemoCard.Label, _ digits: String
    )
        -> App.Configuration.DemoCard
    {
        App.Configuration.DemoCard(
            key: key, label: label,
            card: Card(
                number: known(CardNumber(digits: digits)),
                expiry: CardExpiry(year: 2030, month: 12)))
    }

    static func known<Value>(_ value: Value?) -> Value {
        guard let value else { preconditionFailure("a constant of the tests is out of range") }
        return value
    }
}

extension Cast {
    /// A withdrawal in doubt, a reversal on its way, a reversal that the bank refuses.
    static let business = [
        open(125, .suspect, taka(2_000), taka(2_000), ExchangeID(.advice, reference(125).key), 3),
        open(131, .reversing, taka(500), .zero, ExchangeID(.reversal, reference(131).key), 31),
        open(
            140, .reversing, taka(3_700), .zero, ExchangeID(.reversal, reference(140).key), 2,
            parked: .duplicateKey),
    ]

    /// More suspects than their page has room for.
    static let manySuspects = (1...9).map {
        open(UInt32($0), .suspect, taka(500), taka(500), nil, 0)
    }

    /// A transfer whose reversal the bank will never take.
    static var transfer: OpenBusiness {
        var business = business[2]
        business.kind = .transfer(from: nil, to: customer.account)
        return business
    }

    static func open(
        _ number: UInt32, _ standing: OpenBusiness.Standing, _ amount: Money, _ actual: Money,
        _ exchange: ExchangeID?, _ tries: Int, parked: ResponseCode? = nil, counted: Money? = nil
    ) -> OpenBusiness {
        OpenBusiness(
            key: reference(number).key, kind: .withdrawal, amount: amount, lastFour: "4821",
            begun: noon, standing: standing, exchange: exchange, tries: tries, parked: parked,
            actual: actual, counted: counted)
    }

    /// Twenty entries; the third and the seventh are kept cards.
    static let journal = (1...20).map { number in
        let event: JournalEvent =
            switch number {
            case 3: .cardKept(lastFour: "4821", .notTaken)
            case 7: .cardKept(lastFour: "0093", .bankOrder(.lostCard))
            default: .dispensing(reference(UInt32(number)).key)
            }
        return JournalPage.Row(number: number, entry: JournalEntry(at: noon, event))
    }

    /// A load that the bank is being told of, and a removal that it refuses to hear.
    static var replenishing: Supervision {
        var supervision = supervision()
        supervision.cashChanges = [
            change(138, CashChange(.removed, NoteCounts(hundreds: 40))),
            change(139, CashChange(.loaded, NoteCounts(thousands: 20))),
        ]
        supervision.parked = [reference(138).key: .notPermittedToTerminal]
        return supervision
    }

    private static func change(_ number: UInt32, _ change: CashChange) -> OpenCashChange {
        OpenCashChange(
            key: reference(number).key, change: change,
            sending: SendingTime(noon, utcOffset: 0), isCounted: true)
    }

    static func supervision(
        _ business: [OpenBusiness] = business, isFenced: Bool = false
    ) -> Supervision {
        var tally = NoteTally(loaded: supply.notes)
        tally.picked = NoteCounts(thousands: 113, fiveHundreds: 92, hundreds: 777)
        tally.rejected = NoteCounts(thousands: 1)
        tally.presented = NoteCounts(thousands: 112, fiveHundreds: 92, hundreds: 777)
        tally.taken = NoteCounts(thousands: 110, fiveHundreds: 92, hundreds: 777)
        tally.retracted = NoteCounts(thousands: 2)
        return Supervision(
            tally: tally, vaulted: NoteCounts(fiveHundreds: 3, hundreds: 7), business: business,
            line: isFenced ? .refused(.fenced) : .up, isFenced: isFenced, areKeysSure: !isFenced,
            instance: InstanceID(bits: 0xAB), epoch: reference.key.epoch,
            next: reference(141).key.sequence, mark: reference(125).key.sequence)
    }
}

extension Stage {
    /// The operator's code may be typed.
    static func atOperatorCode(kind: App.Configuration.Kind = .demo) -> Stage {
        var stage = Stage(kind: kind)
        stage.press(.control("o"))
        stage.send(.operatorCode(.wanted))
        return stage
    }

    /// Six digits and Enter.
    mutating func typeOperatorCode() {
        for _ in 0..<6 { send(.pinDigit) }
        press(.enter)
    }

    mutating func passOperatorCode() {
        typeOperatorCode()
        send(.operatorCode(.right))
    }

    /// At the operator's menu.
    static func atDesk(_ supervision: Supervision = Cast.supervision()) -> Stage {
        var stage = atOperatorCode()
        stage.passOperatorCode()
        stage.report(
            .service(.outOfService(.operatorAtWork, since: Cast.noon)), .supervision(supervision))
        return stage
    }

    /// At the PIN of Ayesha's card.
    static func atPIN(kind: App.Configuration.Kind = .demo) -> Stage {
        var stage = Stage(kind: kind)
        stage.send(.key(.letter("a")))
        stage.report(.pinWanted(Cast.ayesha))
        return stage
    }

    /// At the menu.
    static func atMenu(_ customer: Customer = Cast.customer) -> Stage {
        var stage = atPIN()
        stage.send(.pinDigit, .pinDigit, .pinDigit, .pinDigit, .key(.enter))
        stage.report(.verified(customer))
        return stage
    }

    static func atWaiting() -> Stage {
        var stage = atMenu()
        stage.type("bg3700\n")
        stage.report(.asking(.withdrawal(Cast.taka(3_700)), Cast.reference))
        return stage
    }
}
