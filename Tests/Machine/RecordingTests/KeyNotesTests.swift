import BankProtocol
import Testing
import TextGrid

@testable import Recording
@testable import Screens

struct KeyNotesTests {
    private let card: CardNumber
    private var notes = KeyNotes([
        .init("4821", "1357"), .init(KeyNotes.theOperator, "246810"),
    ])
    private let configuration: App.Configuration

    init() throws {
        card = try #require(CardNumber(digits: "9705000000084821"))
        configuration = App.Configuration(
            kind: .demo, bankName: "Bank", machine: try #require(TerminalID("ATM00001")),
            location: "Dhaka")
    }

    private func state(_ situation: Situation) -> App.State {
        var state = App.State(configuration)
        state.situation = situation
        return state
    }

    private mutating func note(_ keys: [Key], _ situation: Situation) -> [RecordedEvent] {
        keys.compactMap { notes.note($0, at: state(situation)) }
    }

    private func digits(_ text: String) -> [Key] { text.map { Key(typed: $0) } }

    @Test mutating func `of a PIN only whose it was is written`() {
        let pin = Situation.pin(PINScreen.State(card: card))
        #expect(
            note(digits("1357") + [.enter], pin) == [.pin(.right(lastFour: "4821"), at: "pin")])
        #expect(
            note(digits("9999") + [.enter], pin) == [.pin(.wrong(lastFour: "4821"), at: "pin")])
        // Too few digits: Enter means nothing, and they stay.
        #expect(note(digits("13") + [.enter] + digits("57"), pin) == [])
        #expect(note([.enter], pin) == [.pin(.right(lastFour: "4821"), at: "pin")])
        #expect(
            note(digits("12") + [.escape] + digits("1357") + [.enter], pin)
                == [.key(.escape, at: "pin"), .pin(.right(lastFour: "4821"), at: "pin")])
    }

    @Test mutating func `the PIN of a card that nobody knows is unknown`() throws {
        let other = try #require(CardNumber(digits: "9705000000017730"))
        let pin = Situation.pin(PINScreen.State(card: other))
        #expect(note(digits("2468") + [.enter], pin) == [.pin(.unknown, at: "pin")])
    }

    @Test mutating func `of a card that is typed or swiped the last four digits are written`() {
        #expect(note(digits("97050"), .welcome(.typing(digits: "97"))) == [])
        #expect(
            note([.enter], .welcome(.typing(digits: "9705000000084821")))
                == [.card(lastFour: "4821", at: "welcome")])
        let track = WelcomeScreen.State.swiping(
            track: ";9705000000084821=3012101", heardAt: nil)
        #expect(note(digits("12"), .welcome(track)) == [])
        #expect(note([.text("?")], .welcome(track)) == [.card(lastFour: "4821", at: "welcome")])
    }

    @Test mutating func `other keys are written as they are, but for the way out`() {
        let welcome = Situation.welcome(.empty)
        #expect(note([.letter("a")], welcome) == [.key(.letter("a"), at: "welcome")])
        #expect(note([.control("q"), .click(Position(row: 1, column: 1))], welcome) == [])
    }
}
