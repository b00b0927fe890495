import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

/// Totals and the end of the day, at the operator's desk.
@Suite struct TotalsTests {
    @Test func `C shows what the journal and the devices count, and asks before it closes`() {
        var stage = Stage.atDesk(Cast.day())
        stage.type("c")
        #expect(stage.shows("Withdrawals           3       6,200"))
        #expect(stage.shows("Since this journal was begun"))
        stage.type("a")
        #expect(stage.shows("No customer is served until it has answered"))
        for key in "af" {
            stage.type(String(key))
            #expect(stage.effects == [.beep])
        }
        var hasty = stage
        hasty.press(.enter)
        #expect(hasty.effects == [.flushTypeAhead])
        #expect(hasty.state.situation == .operatorDesk(.totals(.period)))
        stage.type("d")
        #expect(stage.effects == [.operatorOrder(.closeDay), .flushTypeAhead])
        #expect(stage.state.situation == .operatorDesk(.totals(.period)))
    }

    @Test(arguments: [
        CashMachine.DayHindrance.notSignedOn, .openBusiness(Cast.reference(131)),
        .openCashChange(Cast.reference(131)), .underway,
    ])
    func `what stands in the way of a close takes its key away and is named`(
        hindrance: CashMachine.DayHindrance
    ) {
        var supervision = Cast.day()
        supervision.day.hindrance = hindrance
        var stage = Stage.atDesk(supervision)
        stage.type("c")
        #expect(stage.shows("Not now"))
        stage.type("a")
        #expect(stage.effects == [.beep])
    }

    @Test func `an unanswered close shows its tries; a parked one can be set aside`() {
        var supervision = Cast.closing()
        var stage = Stage.atDesk(supervision)
        stage.type("c")
        #expect(stage.shows("the bank is asked until it answers.  Sent 4 times"))
        stage.type("h")
        #expect(stage.effects == [.beep])
        supervision.day.parked = .duplicateKey
        stage.report(.supervision(supervision))
        #expect(stage.shows("The bank answered 94 to ref 000141"))
        stage.type("h")
        #expect(stage.effects == [.operatorOrder(.setAside(Cast.reference(141).key))])
    }

    @Test func `a close in balance with all cash there is a MATCH, on the menu too`() {
        var stage = Stage.atDesk(Cast.closed(excess: 0))
        #expect(stage.shows("Bank 593,800  MATCH"))
        stage.type("cb")
        #expect(stage.shows("IN BALANCE") && stage.shows("MATCH"))
        #expect(!stage.shows("DIFFERS"))
    }

    @Test func `cash that is more than the bank says DIFFERS, and what to do is said`() {
        var stage = Stage.atDesk(Cast.closed(excess: 2_000))
        #expect(stage.shows("Bank 591,800  ! DIFFERS 2,000"))
        stage.type("cb")
        #expect(stage.shows("IN BALANCE") && stage.shows("DIFFERS: BDT 2,000 more inside"))
        #expect(stage.shows("Count the suspects"))
    }

    @Test func `out of balance says by how much, and that there is a case`() {
        var supervision = Cast.closed(excess: 0)
        supervision.day.last?.bank.withdrawals.add(Cast.taka(500))
        var stage = Stage.atDesk(supervision)
        stage.type("cb")
        #expect(stage.shows("OUT OF BALANCE by BDT -500"))
        #expect(stage.shows("opened a case"))
    }

    @Test func `P prints the totals, on the menu and on their page`() {
        for keys in ["p", "cp", "cf", "cbp"] {
            var stage = Stage.atDesk(Cast.closed(excess: 2_000))
            stage.type(keys)
            guard case .saveReceipt(let name, let text)? = stage.effects.first else {
                Issue.record("nothing is printed by \(keys)")
                continue
            }
            #expect(name == "totals-20261122-143207.txt")
            #expect(text.contains("THE LAST CLOSE") && text.contains("DIFFERS"))
            #expect(
                text.split(separator: "\n").map(String.init).allSatisfy {
                    $0.columns <= ReceiptPaper.width
                })
        }
        var stage = Stage.atDesk(Cast.closed(excess: 0))
        stage.type("cap")
        #expect(stage.effects == [.beep])
    }

    @Test func `sums that differ are uneven, counts that nobody has are not`() {
        let rows = TotalsTable(Cast.closed(excess: 2_000).day.last ?? Cast.lastClose()).rows
        #expect(rows.filter(\.isUneven).map(\.name) == [.paidOut, .cash])
        #expect(TotalsTable(Cast.day().day).rows.allSatisfy { !$0.isUneven })
    }

    @Test func `a vault is emptied like a bin`() {
        var stage = Stage.atDesk()
        stage.type("bf\n\nd")
        #expect(
            stage.effects.first
                == .operatorOrder(.changeCash(CashChange(.vaultEmptied, .none))))
    }

    @Test func `kept cards are counted twice, then written down`() {
        var stage = Stage.atDesk()
        stage.type("bg2\n3\n")
        #expect(stage.effects == [.beep])
        stage.type("2\n2\n")
        #expect(stage.shows("Counted twice, both times"))
        stage.type("5")
        #expect(stage.effects == [.beep])
        stage.type("d")
        #expect(stage.effects == [.operatorOrder(.handOverCards(2)), .flushTypeAhead])
        #expect(stage.state.situation == .operatorDesk(.replenish(.first)))
    }

    @Test func `the line's page tells the last answer, the open keys and the codes`() {
        var supervision = Cast.closing()
        supervision.contact = LineContact(last: Cast.noon, roundTrip: .microseconds(3_400))
        supervision.hasMACKey = false
        var stage = Stage.atDesk(supervision)
        stage.type("f")
        #expect(stage.shows("14:32:07, a round trip took 3 ms"))
        #expect(stage.shows("4, sent 40 times since the start"))
        #expect(stage.shows("none: the terminal was enrolled without"))
        stage.report(.supervision(Cast.supervision()))
        #expect(stage.shows("none since the machine started"))
        #expect(stage.shows("every message bears one"))
    }
}

extension Cast {
    private static let line = DayTotals.Line.self

    static var totals: DayTotals {
        DayTotals(
            deposits: line.init(count: 1, amount: taka(2_200)), depositReversals: .none,
            withdrawals: line.init(count: 3, amount: taka(6_200)),
            withdrawalReversals: line.init(count: 1, amount: taka(500)))
    }

    /// Nothing was closed yet, and all agree.
    static func day() -> Supervision {
        var supervision = supervision()
        supervision.day = DayStanding(
            totals: totals,
            devices: DeviceTotals(paid: taka(5_700), kept: taka(2_200), inside: taka(593_800)),
            inside: taka(593_800))
        return supervision
    }

    static func lastClose(excess: Int64 = 0) -> ClosedDay {
        ClosedDay(
            key: reference(141).key, at: noon, totals: totals, bank: totals,
            devices: DeviceTotals(
                paid: taka(5_700 - excess), kept: taka(2_200), inside: taka(593_800)),
            inside: taka(593_800))
    }

    /// By the devices so much less was paid than the bank counts.
    static func closed(excess: Int64) -> Supervision {
        var supervision = day()
        supervision.day = DayStanding(
            devices: DeviceTotals(paid: .zero, kept: .zero, inside: taka(593_800)),
            inside: taka(593_800), last: lastClose(excess: excess))
        return supervision
    }

    static func closing() -> Supervision {
        var supervision = day()
        supervision.day.open = OpenDayClose(
            key: reference(141).key, totals: totals,
            devices: DeviceTotals(paid: .zero, kept: .zero, inside: taka(593_800)),
            sending: SendingTime(noon, utcOffset: 0))
        supervision.day.hindrance = .underway
        supervision.day.tries = 4
        return supervision
    }
}
