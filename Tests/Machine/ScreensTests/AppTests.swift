import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

@Suite struct AppTests {
    static let keys: [Key] =
        (0...9).map(Key.digit) + "abcdefghijklmnopqrstuvwxyz".map(Key.letter)
        + [
            .text("?"), .text(";"), .text("="), .text("ক"), .enter, .escape, .backspace, .delete,
            .up, .down, .left, .right, .tab, .backTab, .home, .end, .pageUp, .pageDown,
            .control("c"), .control("l"), .control("o"), .control("q"), .control("u"),
            .control("z"),
            .click(Position(row: 0, column: 0)), .click(Position(row: 9, column: 70)),
            .click(Position(row: 900, column: 900)), .unknown,
        ]

    @Test func `a random life of keys, reports and ticks never traps and stays drawable`() {
        let seed: UInt64 = 20_261_122
        var random = SeededRandom(seed: seed)
        var stage = Stage()
        for step in 0..<4_000 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0...5:
                stage.press(Self.keys.randomElement(using: &random) ?? .enter)
            case 6, 7:
                stage.report(Reports.all.randomElement(using: &random) ?? .visitEnded)
            case 8:
                stage.wait(seconds: Int.random(in: 0...40, using: &random))
            default:
                stage.send(
                    [
                        .pinDigit, .pinErasedOne, .pinCleared, .newPINJudged(nil),
                        .newPINJudged(.sameDigit), .newPINsDiffer,
                    ].randomElement(using: &random)
                        ?? .pinDigit)
            }
            #expect(stage.grid().lines.count == 24, "seed \(seed), step \(step)")
        }
    }

    @Test func `a key without meaning beeps and changes nothing`() {
        for (name, stage) in Scenes.all where stage.state.overlay == .none && !stage.isTyping {
            var after = stage
            after.press(.letter("z"))
            #expect(after.effects == [.beep], "\(name)")
            var quiet = stage.state
            quiet.notice = nil
            quiet.touchedAt = after.state.touchedAt
            #expect(after.state == quiet, "\(name)")
        }
    }

    @Test func `keys typed ahead are thrown away at every change of the screen`() {
        var stage = Stage()
        stage.type("a")
        #expect(stage.effects.last == .flushTypeAhead)
        stage.report(.pinWanted(Cast.ayesha))
        #expect(stage.effects.last == .flushTypeAhead)
        stage.send(.pinDigit)
        #expect(!stage.effects.contains(.flushTypeAhead))
    }

    @Test func `theme, redraw and suspend are asked for, on every screen`() {
        for (name, stage) in Scenes.all where stage.state.overlay == .none && !stage.isTyping {
            var after = stage
            after.press(.letter("t"))
            #expect(after.effects == [.nextTheme], "\(name)")
            after.press(.control("l"))
            #expect(after.effects == [.redraw], "\(name)")
            after.press(.control("z"))
            let isKiosk = stage.state.configuration.kind == .kiosk
            #expect(after.effects == (isKiosk ? [.beep] : [.suspend]), "\(name)")
        }
    }

    @Test func `a kiosk can neither be left nor suspended`() {
        var stage = Stage(kind: .kiosk)
        for key in [Key.control("q"), .control("c"), .control("z")] {
            stage.press(key)
            #expect(stage.effects == [.beep])
        }
    }

    @Test func `quitting with money on its way is asked twice`() {
        var stage = Stage.atWaiting()
        stage.press(.control("q"))
        #expect(stage.effects == [.beep])
        #expect(stage.state.overlay == .quitQuestion)
        var staying = stage
        staying.press(.letter("x"))
        #expect(staying.effects.isEmpty)
        #expect(staying.state.overlay == .none)
        stage.press(.control("q"))
        #expect(stage.effects == [.quit])

        var idle = Stage()
        idle.press(.control("c"))
        #expect(idle.effects == [.quit])
    }

    @Test func `below the machine's size nothing is chosen, and everything is there again after`() {
        var stage = Stage.atMenu()
        stage.type("bg37")
        let before = stage.grid()
        stage.send(.resized(Size(columns: 60, rows: 20)))
        let small = stage.grid(size: Size(columns: 60, rows: 20)).lines.joined()
        #expect(small.contains("needs 80x24"))
        #expect(small.contains("60x20"))
        stage.type("00\n")
        #expect(stage.effects == [.beep])
        stage.send(.resized(.machine))
        #expect(stage.grid() == before)
    }

    @Test func `no PIN key goes to the pad while nothing can be read`() {
        var stage = Stage.atPIN()
        #expect(stage.state.keysGoToPINPad)
        stage.send(.resized(Size(columns: 79, rows: 24)))
        #expect(!stage.state.keysGoToPINPad)
    }

    @Test func `clicks choose, wherever the machine lies in the window`() {
        var stage = Stage.atMenu()
        stage.press(.click(Position(row: 9, column: 5)))
        #expect(stage.state.situation.name == .amounts)

        var large = Stage.atMenu()
        large.send(.resized(Size(columns: 120, rows: 33)))
        let lines = large.grid(size: Size(columns: 120, rows: 33)).lines
        let row = lines.firstIndex { $0.contains("Withdraw cash") } ?? 0
        let column = lines[row].prefix { $0 != "[" }.count
        large.press(.click(Position(row: row, column: column)))
        #expect(large.state.situation.name == .amounts)
    }
}

/// xorshift64*, so that a failing run can be had again.
struct SeededRandom: RandomNumberGenerator {
    private var bits: UInt64

    init(seed: UInt64) {
        bits = seed
    }

    mutating func next() -> UInt64 {
        bits ^= bits >> 12
        bits ^= bits << 25
        bits ^= bits >> 27
        return bits &* 2_685_821_657_736_338_717
    }
}

/// One of every report.
enum Reports {
    static let all: [MachineReport] = [
        .link(.online), .link(.slow), .link(.down(nextTry: .seconds(3))),
        .service(.inService), .service(.noCash),
        .service(.outOfService(.noLink, since: Cast.noon)), .supply(Cast.supply),
        .supply(NoteSupply(notes: NoteCounts(hundreds: 3))), .unsettled([Cast.reference]),
        .unsettled([]), .supervision(Cast.supervision()), .pinWanted(Cast.ayesha),
        .asking(.withdrawal(Cast.taka(500)), Cast.reference),
        .attempt(
            Cast.reference, number: 2, elapsed: .seconds(1), nextIn: .seconds(1)),
        .verified(Cast.customer), .balances(Cast.customer.balances, Cast.reference),
        .refused(Cast.refusal(.insufficientFunds, available: Cast.taka(900))),
        .refused(Cast.refusal(.wrongPIN, .triesLeft(1))),
        .takeCard(.nothing, within: .seconds(30)),
        .takeCard(.cash(Cast.taka(500), Cast.reference), within: .seconds(30)),
        .takeCash(
            NoteCounts(fiveHundreds: 1), Cast.taka(500), Cast.reference, within: .seconds(30)),
        .takeNotesBack(NoteCounts(hundreds: 2)),
        .receipt(Cast.receipt(.approved(Cast.authorisation))),
        .statement([], Cast.customer.balances, Cast.reference), .pinChanged(Cast.reference),
        .serviceAnswered("PRIME", Cast.reference),
        .asking(.pinChange, Cast.reference), .asking(.service, Cast.reference),
        .asking(.transfer(Cast.taka(500)), Cast.reference),
        .refused(Refusal(inquiry: .pinChange, reference: Cast.reference, cause: .noAnswer)),
        .refused(Refusal(inquiry: .service, reference: Cast.reference, cause: .noAnswer)),
        .undoing(Cast.reference, .timeLimit), .cardKept(.notTaken),
        .cashRetracted(Cast.reference), .cashInDoubt(Cast.reference),
        .dispenseFailed(Cast.reference, paid: .none), .visitEnded,
    ]
}
