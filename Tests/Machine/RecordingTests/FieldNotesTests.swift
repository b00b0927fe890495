import BankProtocol
import CashMachine
import Control
import ScreenStage
import Testing
import TextGrid

@testable import Recording
@testable import Screens

/// A whole card's number is typed where another number or a text is asked for. What is written down is typed once more: it
/// must come to the same, but for the card's number.
struct FieldNotesTests {
    private static let card = "9705000000084821"

    private let customer: Customer
    private let stage = ScreenStage()

    init() throws {
        customer = Customer(
            name: "Ayesha", card: try #require(CardNumber(digits: Self.card)),
            leftToday: Money(minorUnits: 1_500_000), mostAtOnce: Money(minorUnits: 2_000_000),
            account: try #require(AccountNumber("2000000000016")), otherAccount: nil, balances: [])
    }

    private var visit: Visit { Visit(customer: customer) }

    private func keys(_ text: String) -> [Key] {
        text.map { $0 == "<" ? .backspace : $0 == "^" ? .delete : Key(typed: $0) }
    }

    private func state(_ situation: Situation) -> App.State { stage.state(situation) }

    /// Types this, ends it with Enter, and tells what is written down.
    private func written(_ text: String, at situation: Situation) -> String {
        session(text, at: situation).written
    }

    private func session(_ text: String, at situation: Situation) -> (
        written: String, after: Situation
    ) {
        var notes = KeyNotes([])
        var state = state(situation)
        var events: [RecordedEvent] = []
        for key in keys(text) + [.enter] {
            events += notes.note(key, at: state)
            _ = App.reduce(&state, .key(key))
        }
        return (events.map(word).joined(), state.situation)
    }

    private func word(_ event: RecordedEvent) -> String {
        switch event {
        case .key(.enter, _): "\n"
        case .key(.backspace, _): "<"
        case .key(.delete, _): "^"
        case .key(.text(let character), _): String(character)
        case .key(let key, _): key.word ?? "?"
        case .order, .card, .pin: "\(event)"
        }
    }

    private func replayed(_ written: String, at situation: Situation) -> Situation {
        var state = state(situation)
        for key in keys(written) { _ = App.reduce(&state, .key(key)) }
        return state.situation
    }

    private var lab: Situation { .lab(.typing(.capitalLetters, text: "")) }
    private var account: Situation { .transfer(.number(.init(visit: visit))) }

    @Test func `in an amount only the digits that it takes are written`() {
        let amount = Situation.otherAmount(OtherAmountScreen.State(visit: visit))
        let session = session(Self.card, at: amount)
        #expect(session.written == "970500\n")
        #expect(replayed(session.written, at: amount) == session.after)
        #expect(written("5000", at: amount) == "5000\n")
        #expect(written("00500<0", at: amount) == "500<0\n")
    }

    @Test func `notes and fixed amounts take no card's number either`() {
        let notes = Situation.deposit(DepositScreen.State(visit: visit))
        #expect(written(Self.card, at: notes) == "9\n")
        #expect(written("12", at: notes) == "12\n")
        let amounts = Situation.amounts(AmountsScreen.State(visit: visit))
        #expect(written(Self.card, at: amounts) == "\n")
    }

    @Test(arguments: [
        "hello world", "12345678", "97 91", "a1b2c3d4e5f6g7h8i9j0", "18446744073709551615",
        "1000000007", "9705000000084822", "1234 5678 90<<<<12", "123456789<<<<<<<<<x",
        "1234567890^abc", "1234567890 12 abc<<d",
    ])
    func `a text that holds no card's number comes to the same in a replay`(text: String) {
        let session = session(text, at: lab)
        #expect(replayed(session.written, at: lab) == session.after)
    }

    @Test(arguments: [
        ("9705000000084821", "97050000^************4821\n"),
        (
            "my card is 9705 0000 0008 4821!",
            "my card is 9705 0000 ^my card is **** **** **** 4821!\n"
        ),
        ("9705-0000-0008-4821", "9705-0000-^****-****-****-4821\n"),
        ("9705000000084827<1", "97050000^************4821\n"),
    ])
    func `of a card's number in a text the last four digits are written`(
        text: String, wanted: String
    ) {
        #expect(written(text, at: lab) == wanted)
    }

    @Test(arguments: [
        ("9705000000084821 1357", "97050000^**************** ****\n"),
        ("9705000000084821 246810", "97050000^**************** ******\n"),
        ("9705-0000-0008-4821 12/30", "9705-0000-^****-****-****-**** **/**\n"),
        ("1 9705000000084821", "1 9705000^* ****************\n"),
        ("97050000000848219705000000084821", "97050000^********************************\n"),
        ("97050000 00084822", "97050000 ^******** ********\n"),
    ])
    func `of what may hold a card's number and more no digit is written after the eighth`(
        text: String, wanted: String
    ) {
        #expect(written(text, at: lab) == wanted)
    }

    @Test(arguments: [".", "  ", " - ", " / ", "....."])
    func `whatever is no letter between groups of digits, they are one number`(between: String) {
        let text = ["9705", "0000", "0008", "4821"].joined(separator: between)
        let stars = ["****", "****", "****", "4821"].joined(separator: between)
        let begun = ["9705", "0000", ""].joined(separator: between)
        #expect(written(text, at: lab) == "\(begun)^\(stars)\n")
    }

    @Test func `a text that is full takes no digit, and none is written`() {
        let letters = String(repeating: "a", count: LabScreen.longestText)
        let session = session(letters + Self.card + "1357", at: lab)
        #expect(session.written == letters + "\n")
        #expect(replayed(session.written, at: lab) == session.after)
    }

    @Test(arguments: 9...15)
    func `of a number that a text cuts off no digit is written after the eighth`(taken: Int) {
        let letters = String(repeating: "a", count: LabScreen.longestText - taken)
        let stars = String(repeating: "*", count: taken)
        #expect(
            written(letters + Self.card, at: lab) == letters + "97050000^" + letters + stars + "\n"
        )
        // A Backspace makes no more of it known.
        #expect(
            written(letters + Self.card + "<", at: lab)
                == letters + "97050000^" + letters + stars.dropLast() + "\n")
    }

    @Test func `a text that is left unasked stays unwritten from the ninth digit on`() {
        var notes = KeyNotes([])
        var state = state(lab)
        var events: [RecordedEvent] = []
        for key in keys(Self.card) + [.escape] {
            events += notes.note(key, at: state)
            _ = App.reduce(&state, .key(key))
        }
        #expect(events.map(word).joined() == "97050000escape")
        // The next text begins anew.
        #expect(notes.note(.digit(7), at: self.state(lab)) == [.key(.digit(7), at: "labText")])
    }

    @Test func `a card that is swiped into a long text is no part of it`() {
        #expect(written("1234567890;9705000000084821=3012", at: lab) == "12345678^1234567890\n")
    }

    @Test func `an account's number comes to the same in a replay, with its corrections`() {
        for text in [
            "2000000000024", "20000000000<<<<000024", "99^2000000000024", "20000000000\n24",
        ] {
            let session = session(text, at: account)
            #expect(session.after != account)
            #expect(replayed(session.written, at: account) == session.after)
        }
    }

    @Test func `one digit too many is a slip, and what stands comes to the same in a replay`() {
        for text in [
            "20000000000245", "200000000002488<4", "2000000000024888<<24", "200000000002<<024888<4",
        ] {
            let session = session(text, at: account)
            #expect(session.after != account, "\(text)")
            #expect(session.written.hasSuffix("^2000000000024\n"), "\(text)")
            #expect(replayed(session.written, at: account) == session.after, "\(text)")
        }
    }

    @Test func `a number that was come back to stays as it was written`() {
        var page = TransferScreen.NumberPage(visit: visit)
        page.digits = "2000000000024"
        let session = session("57", at: .transfer(.number(page)))
        #expect(session.written == "\n")
        #expect(replayed(session.written, at: .transfer(.number(page))) == session.after)
    }

    /// Its first thirteen digits could be an account's number, too.
    @Test(arguments: ["20000000000246", "9705000000088285", "97050000000882851", "200000000002488"])
    func `a card's number that begins like an account's is not written`(digits: String) {
        let session = session(digits, at: account)
        #expect(session.after != account)
        #expect(session.written == digits.prefix(8) + "^\n")
    }

    @Test func `of a number that is no account's nothing is written after the eighth digit`() {
        #expect(written("970500000008", at: account) == "97050000^\n")
        #expect(written("9705000000084", at: account) == "97050000^\n")
    }

    @Test func `more digits than an account's number has are a card's`() {
        #expect(written(Self.card, at: account) == "97050000^\n")
        // What is typed after that was wiped is an account's number again.
        #expect(written(Self.card + "^2000000000024", at: account).hasSuffix("^2000000000024\n"))
    }
}
