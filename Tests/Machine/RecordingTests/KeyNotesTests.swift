import BankProtocol
import ScreenStage
import Testing
import TextGrid

@testable import Recording
@testable import Screens

struct KeyNotesTests {
    private let card: CardNumber
    private var notes = KeyNotes([
        .init("4821", "1357"), .init(KeyNotes.theOperator, "246810"),
    ])
    private let stage = ScreenStage()

    init() throws {
        card = try #require(CardNumber(digits: "9705000000084821"))
    }

    private func state(_ situation: Situation) -> App.State { stage.state(situation) }

    private mutating func note(_ keys: [Key], _ situation: Situation) -> [RecordedEvent] {
        keys.flatMap { notes.note($0, at: state(situation)) }
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

    @Test(arguments: [App.State.Overlay.none, .help, .moreTime(since: .zero), .quitQuestion])
    mutating func `no digit is written but where the screen asks for one that is no secret`(
        _ overlay: App.State.Overlay
    ) {
        let asking: [Situation] = [.lab(.typing(.prime, text: ""))]
        let takingNone: [Situation] = [
            .lab(.choosing(focus: .a)), .operatorDesk(.replenish(.first)),
        ]
        for situation in asking + takingNone + situations {
            for size in [Size.machine, Size(columns: 20, rows: 5)] {
                var state = stage.state(situation, size: size)
                state.overlay = overlay
                let isAsked = overlay == .none && size == .machine && asking.contains(situation)
                let events = notes.note(.digit(1), at: state)
                #expect(
                    events == (isAsked ? [.key(.digit(1), at: situation.screenName)] : []),
                    "\(situation.screenName)")
            }
        }
    }

    @Test mutating func `nothing is written of a card that is swiped where no reader listens`() {
        let asking = Situation.lab(.typing(.prime, text: ""))
        for situation in situations + [asking]
        where ![.welcome, .news].contains(situation.name)
            && !state(situation).keysGoToPINPad
        {
            #expect(note(digits(";9705000000084821=3012?"), situation) == [])
            #expect(note(digits("%b9705000000084821^x?"), situation) == [])
            #expect(
                note([.text("?")], situation) == [.key(.text("?"), at: situation.screenName)])
        }
        // Without its end it ends with a key that no reader sends.
        #expect(
            note(digits(";97") + [.enter] + digits("5"), asking)
                == [.key(.enter, at: "labText"), .key(.digit(5), at: "labText")])
    }

    @Test mutating func `a PIN that is typed as a card is none, and is not written`() {
        #expect(note([.enter], .welcome(.typing(digits: "1357"))) == [])
        let track = WelcomeScreen.State.swiping(track: ";1357", heardAt: nil)
        #expect(note([.text("?")], .welcome(track)) == [])
    }

    /// None of them asks for digits that may be written.
    private var situations: [Situation] {
        [
            App.State(stage.configuration).situation, .welcome(.empty),
            .welcome(.swiping(track: ";97", heardAt: nil)), .pin(PINScreen.State(card: card)),
            .moment(MomentScreen.State(.readingCard, attendance: .card(card))),
            .moment(MomentScreen.State(.returningCard, attendance: .card(card))),
            .closing(ClosingScreen.State(.thanks, attendance: .nobody)),
            .news(NewsScreen.State([], reader: .anybody)),
            .news(NewsScreen.State([], reader: .owner(card))), .operatorCode(.knocking),
            .operatorCode(.empty), .operatorCode(.judging), .operatorCode(.admitted),
        ]
    }
}
