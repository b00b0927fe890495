import BankProtocol
import Control
import Lab
import LedgerStore
import LinkFaults
import Retry
import TextGrid

@testable import Desk

/// The situations of which pictures are kept.
struct Scenes {
    static let lossesAndReplay: LineScript = {
        var line = LineScript()
        let request = Sample.withdrawal(131)
        line.put(Sample.message(request, mark: 130), .toBank)
        line.wait(1)
        line.put(Sample.answer(request), .fromBank, Sample.lost)
        line.wait(998)
        line.put(Sample.message(request, try: 2, mark: 131), .toBank, Sample.lost)
        line.wait(1001)
        line.put(Sample.message(request, try: 3, mark: 131), .toBank)
        line.wait(2)
        line.put(Sample.answer(request, .approved, .replay, sealed: 3), .fromBank)
        return line
    }()

    static let overtaking: LineScript = {
        var line = LineScript()
        let request = Sample.withdrawal(132)
        let undo = Sample.reversal(132)
        let message = Sample.message(request)
        let original = line.put(
            message, .toBank, .delivered([Fate.Copy(.after(.seconds(60)))]), arrives: false)
        line.wait(45_000)
        line.put(Sample.message(undo), .toBank)
        line.wait(1)
        line.put(Sample.answer(undo, .approved, .unknownOriginal), .fromBank)
        line.wait(15_000)
        line.arrive(original, message, .toBank)
        line.wait(1)
        line.put(Sample.answer(request, .noActionTaken, .keyReversed), .fromBank)
        return line
    }()

    static let names = ["quiet", "losses", "overtaking", "opened", "broken", "curve"]

    static let sizes = [
        Size(columns: 62, rows: 33), Size(columns: 80, rows: 24), Size(columns: 120, rows: 50),
        Size(columns: 200, rows: 50),
    ]

    static func state(_ name: String) -> Desk.State {
        var state = Desk.State(seed: 20_261_122)
        func tell(_ event: Desk.Event) { _ = Desk.reduce(&state, event) }
        tell(.tick(uptime: .seconds(12), clock: "14:32:19"))
        tell(.line(.connected(at: .zero)))
        tell(.control(ControlState()))
        tell(.books(books))
        switch name {
        case "losses": hear(lossesAndReplay, &state)
        case "overtaking":
            hear(lossesAndReplay, &state)
            hear(overtaking, &state)
        case "opened":
            hear(lossesAndReplay, &state)
            for key: Key in [.enter, .up, .pageDown] { tell(.key(key)) }
        case "broken":
            hear(lossesAndReplay, &state)
            tell(.control(faults))
            tell(.books(brokenBooks))
        case "curve":
            tell(.key(.letter("g")))
            for row in rows { tell(.sweep(.row(row))) }
            tell(.sweep(.progress(0.42)))
        default: break
        }
        return state
    }

    private static func hear(_ line: LineScript, _ state: inout Desk.State) {
        for news in line.news { _ = Desk.reduce(&state, .line(news)) }
    }

    static let faults: ControlState = {
        var control = ControlState(lossOfRequests: 50, lossOfAnswers: 60)
        for order: ControlOrder in [
            .next(.fromBank, .drop), .killBank(at: .afterCommit), .killMachine(at: .approved),
            .latency(.milliseconds(300)), .line(.cut), .workload(isOn: true),
        ] {
            _ = control.take(order)
        }
        return control
    }()

    static let books: LiveBooks = {
        var books = LiveBooks(of: Sample.terminal)
        books.customers.opening = Sample.money(156_000)
        for _ in 0..<123 { books.customers.debits.add(Sample.money(500)) }
        for _ in 0..<24 { books.customers.credits.add(Sample.money(500)) }
        books.customers.balances = Sample.money(106_500)
        books.cash = [
            LiveBooks.Cash(
                loaded: Sample.money(830_000), paid: Sample.money(61_000),
                kept: Sample.money(12_000), inside: Sample.money(781_000),
                byLedger: Sample.money(780_500),
                held: [LiveBooks.Held(key: Sample.key(131), amount: Sample.money(500))])
        ]
        books.executed = 147
        books.reversed = 3
        books.open = [Origin(terminal: Sample.terminal, key: Sample.key(131))]
        return books
    }()

    static let brokenBooks: LiveBooks = {
        var books = Scenes.books
        var twice = KeyPostings(terminal: Sample.terminal, key: Sample.key(131))
        twice.original = 4
        books.keys = [twice]
        return books
    }()

    /// As theory would have them, with a band around.
    static let rows: [ExperimentRow] = stride(from: 0, through: 40, by: 5).map { loss in
        let point = ExperimentPoint(
            lossToBank: loss, lossFromBank: loss, policy: .fixed(.seconds(1)), seed: 1)
        let mean = point.theory(.virtual).mean
        return ExperimentRow(
            point: point,
            times: ConfirmationTimes.Summary(
                count: 2000, mean: mean, median: mean * 0.8, p5: 0.02, p95: mean * 3,
                p99: mean * 5, max: mean * 9, censored: 0), clock: .virtual)
    }
}
