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
        ("97050000000848219705000000084821", "97050000^****************************4821\n"),
    ])
    func `of a card's number in a text the last four digits are written`(
        text: String, wanted: String
    ) {
        #expect(written(text, at: lab) == wanted)
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
        for text in ["2000000000024", "20000000000<<<<00024", "99^2000000000024"] {
            let session = session(text, at: account)
            #expect(session.after != account)
            #expect(replayed(session.written, at: account) == session.after)
        }
    }

    @Test func `more digits than an account's number has are a card's`() {
        #expect(written(Self.card, at: account) == "97050000^\n")
        // What is typed after that was wiped is an account's number again.
        #expect(written(Self.card + "^2000000000024", at: account).hasSuffix("^2000000000024\n"))
    }
}
