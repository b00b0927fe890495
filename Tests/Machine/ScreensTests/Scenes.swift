import BankProtocol
import CashMachine
import TextGrid

@testable import Screens

/// Every screen once, and its notable forms: what the golden texts and the pictures show.
enum Scenes {
    static let all: [(name: String, stage: Stage)] = [
        ("welcome", Stage()),
        ("welcome-typed", played(Stage()) { $0.type("97050000000848") }),
        ("welcome-kiosk", Stage(kind: .kiosk)),
        ("pin", played(.atPIN()) { $0.send(.pinDigit, .pinDigit, .pinDigit) }),
        ("pin-wrong", wrongPIN),
        ("menu", .atMenu()),
        ("menu-no-cash", played(.atMenu()) { $0.report(.service(.noCash)) }),
        ("balance", balance),
        ("statement", statement),
        ("statement-empty", played(.atMenu()) { $0.report(.statement([], [], Cast.reference)) }),
        (
            "new-pin",
            played(.atMenu()) {
                $0.type("h"); $0.send(.pinDigit, .pinDigit)
            }
        ),
        ("new-pin-weak", weakPIN),
        ("new-pin-again", newPINAgain),
        ("new-pin-different", played(newPINAgain) { $0.send(.newPINsDiffer) }),
        ("pin-changed", played(newPINAgain) { $0.report(.pinChanged(Cast.reference)) }),
        ("take-card-pin-in-doubt", pinInDoubt),
        (
            "closing-pin-in-doubt",
            played(pinInDoubt) {
                $0.press(.enter); $0.report(.visitEnded)
            }
        ),
        ("transfer-sides", played(.atMenu()) { $0.type("d") }),
        ("transfer-number", played(.atMenu()) { $0.type("dc20000000") }),
        ("transfer-number-wrong", played(.atMenu()) { $0.type("dc2000000000022") }),
        ("transfer-amount", played(.atMenu()) { $0.type("dc2000000000024\n3700") }),
        ("transfer-confirm", played(.atMenu()) { $0.type("dc2000000000024\n3700\n") }),
        ("transfer-confirm-own", played(.atMenu()) { $0.type("da3700\n") }),
        ("waiting-transfer", transferring),
        ("receipt-transfer", transferReceipt),
        ("take-card-transfer-undone", transferUndone),
        (
            "closing-transfer-undone",
            played(transferUndone) {
                $0.press(.enter); $0.report(.visitEnded)
            }
        ),
        ("refusal-57-transfer", notBetweenThese),
        ("lab", played(Stage()) { $0.type("d") }),
        ("lab-text", played(Stage()) { $0.type("daat most once; and at least") }),
        ("lab-answer", labAnswer),
        ("refusal-lab", labRefusal),
        ("amounts", played(.atMenu()) { $0.type("b") }),
        ("other-amount", played(.atMenu()) { $0.type("bg3700") }),
        ("other-amount-refused", played(.atMenu()) { $0.type("bg3750") }),
        ("deposit", deposit),
        ("waiting", waiting),
        ("waiting-first", played(.atWaiting()) { $0.report(attempt(1, elapsed: .zero)) }),
        ("take-card", takeCard),
        ("counting", played(takeCard) { $0.press(.enter) }),
        ("take-cash", takeCash),
        ("receipt", receipt(.approved(Cast.authorisation))),
        ("receipt-not-confirmed", notConfirmed),
        ("receipt-partly", receipt(.partlyPaid(Cast.authorisation, paid: Cast.taka(3_000)))),
        ("refusal-51", refusal(Cast.refusal(.insufficientFunds, available: Cast.taka(9_450)))),
        ("refusal-61", refusal(Cast.refusal(.limitExceeded, .limitLeft(Cast.taka(5_000))))),
        ("refusal-no-answer", noAnswer),
        ("take-card-expired", expired),
        ("take-card-undone", undone),
        ("undoing", undoing),
        ("closing-undone", closingUndone),
        ("closing-card-kept", cardKept),
        ("closing-card-left-before-cash", played(takeCard) { $0.report(.cardKept(.notTaken)) }),
        (
            "closing-card-left-after-all",
            played(transferring) {
                $0.report(.takeCard(.receipt, within: .seconds(30)), .cardKept(.notTaken))
            }
        ),
        ("closing-retracted", retracted),
        ("take-notes", takeNotes),
        ("starting", Stage(inService: false)),
        ("out-of-service", outOfService),
        ("news-interrupted", interrupted),
        ("news-owner", ownersNews),
        ("welcome-no-paper", played(Stage()) { $0.send(.printerChanged(isOut: true)) }),
        ("help", played(.atMenu()) { $0.type("?") }),
        (
            "more-time",
            played(.atMenu()) {
                $0.type("bg37"); $0.wait(seconds: 33)
            }
        ),
        (
            "more-time-no-card",
            played(labAnswer) { $0.wait(seconds: 33) }
        ),
        ("help-take-cash", played(takeCash) { $0.type("?") }),
        ("operator-code", played(.atOperatorCode()) { $0.send(.pinDigit, .pinDigit) }),
        ("operator-code-wrong", operatorCodeWrong),
        ("operator-code-paused", operatorCodePaused),
        ("operator-code-not-set", operatorCodeNotSet),
        ("operator-admitted", played(.atOperatorCode()) { $0.passOperatorCode() }),
        ("operator-menu", .atDesk()),
        ("operator-menu-fenced", .atDesk(Cast.supervision(isFenced: true))),
        ("operator-cassettes", played(.atDesk()) { $0.type("a") }),
        ("operator-replenish", played(.atDesk(Cast.replenishing)) { $0.type("b") }),
        ("operator-load", played(.atDesk()) { $0.type("ba20") }),
        ("operator-loaded-twice", played(.atDesk()) { $0.type("ba20\n20\n") }),
        ("operator-empty-bins", played(.atDesk()) { $0.type("bc") }),
        ("operator-business", played(.atDesk()) { $0.type("h") }),
        (
            "operator-business-parked",
            played(.atDesk()) {
                $0.type("h"); $0.press(.end)
            }
        ),
        (
            "operator-business-transfer",
            played(.atDesk(Cast.supervision([Cast.transfer]))) { $0.type("h") }
        ),
        (
            "operator-business-many",
            played(.atDesk(Cast.supervision(Cast.manySuspects))) {
                $0.type("h"); $0.press(.pageDown)
            }
        ),
        ("operator-business-none", played(.atDesk(Cast.supervision([]))) { $0.type("h") }),
        ("operator-count", played(.atDesk()) { $0.type("ha2") }),
        ("operator-count-again", played(.atDesk()) { $0.type("ha2\n2") }),
        ("operator-counted-twice", played(.atDesk()) { $0.type("ha2\n2\n") }),
        ("operator-journal", journal(.all)),
        ("operator-journal-entries", longEntries),
        ("operator-kept-cards", journal(.keptCards)),
        ("operator-kept-cards-none", noKeptCards),
        ("operator-journal-unreadable", unreadableJournal),
        ("operator-link", played(.atDesk()) { $0.type("f") }),
        (
            "operator-link-many",
            played(.atDesk(Cast.supervision(Cast.manySuspects))) {
                $0.type("f"); $0.press(.pageDown)
            }
        ),
        (
            "operator-link-fenced",
            played(.atDesk(Cast.supervision(isFenced: true))) { $0.type("f") }
        ),
        (
            "operator-new-instance",
            played(.atDesk(Cast.supervision(isFenced: true))) { $0.type("fa") }
        ),
        (
            "operator-new-instance-certain",
            played(.atDesk(Cast.supervision(isFenced: true))) { $0.type("faa") }
        ),
        ("operator-menu-differs", .atDesk(Cast.closed(excess: 2_000))),
        ("operator-totals", played(.atDesk(Cast.day())) { $0.type("c") }),
        ("operator-totals-closing", played(.atDesk(Cast.closing())) { $0.type("c") }),
        ("operator-totals-question", played(.atDesk(Cast.day())) { $0.type("ca") }),
        ("operator-last-close", played(.atDesk(Cast.closed(excess: 0))) { $0.type("cb") }),
        (
            "operator-last-close-differs",
            played(.atDesk(Cast.closed(excess: 2_000))) { $0.type("cb") }
        ),
        ("operator-card-box", played(.atDesk()) { $0.type("bg2") }),
        ("operator-empty-vault", played(.atDesk()) { $0.type("bf") }),
        ("quit-question", played(waiting) { $0.press(.control("q")) }),
    ]

    private static func played(_ stage: Stage, _ play: (inout Stage) -> Void) -> Stage {
        var stage = stage
        play(&stage)
        return stage
    }

    static func attempt(_ number: Int, elapsed: Duration) -> MachineReport {
        .attempt(
            Cast.reference, number: number, elapsed: elapsed, nextIn: .milliseconds(600))
    }

    private static let operatorCodeWrong = played(.atOperatorCode()) { stage in
        stage.typeOperatorCode()
        stage.send(.operatorCode(.wrong(triesLeft: 2)))
    }

    private static let operatorCodePaused = played(.atOperatorCode()) { stage in
        stage.typeOperatorCode()
        stage.send(.operatorCode(.paused(.seconds(300))))
        stage.wait(seconds: 7)
    }

    private static let operatorCodeNotSet = played(Stage(kind: .kiosk)) { stage in
        stage.press(.control("o"))
        stage.send(.operatorCode(.notSet))
    }

    private static func journal(_ selection: JournalPage.Selection) -> Stage {
        played(.atDesk()) { stage in
            stage.type(selection == .all ? "g" : "d")
            stage.send(.journalRead(.rows(Cast.journal)))
        }
    }

    /// Entries that need more than a line.
    private static let longEntries = played(.atDesk()) { stage in
        stage.type("g")
        let long = Told.all.filter { $0.english.count > 44 }
        stage.send(
            .journalRead(
                .rows(
                    long.enumerated().map { place, told in
                        JournalPage.Row(
                            number: 101 + place, entry: JournalEntry(at: Cast.noon, told.event))
                    })))
        stage.press(.pageUp)
    }

    private static let noKeptCards = played(.atDesk()) { stage in
        stage.type("d")
        stage.send(.journalRead(.rows([])))
    }

    private static let unreadableJournal = played(.atDesk()) { stage in
        stage.type("g")
        stage.send(
            .journalRead(.unreadable(reason: "/var/lib/atm/machine/journal.sqlite is damaged.")))
    }

    private static let wrongPIN = played(.atPIN()) { stage in
        stage.send(.pinDigit, .pinDigit, .pinDigit, .pinDigit, .key(.enter))
        stage.report(.refused(Cast.refusal(.wrongPIN, .triesLeft(2), .verifying)))
    }

    private static let balance = played(.atMenu()) { stage in
        stage.type("f")
        stage.report(
            .balances(
                [
                    Balance(
                        account: .current, kind: .ledger, currency: .bdt,
                        amount: Money(minorUnits: 25_000_50)),
                    Balance(
                        account: .current, kind: .available, currency: .bdt,
                        amount: Money(minorUnits: 25_000_50)),
                ], Cast.reference))
    }

    private static func entry(
        _ type: TransactionType?, _ taka: Int64, day: UInt8, hour: UInt8 = 8
    ) -> StatementEntry {
        StatementEntry(
            year: 26, month: 11, day: day, hour: hour, minute: 32, type: type,
            amount: Cast.taka(taka))
    }

    private static let statement = played(.atMenu()) { stage in
        stage.type("g")
        stage.report(.asking(.statement, Cast.reference))
        let entries =
            [
                entry(.withdrawal, -3_700, day: 22), entry(nil, 500, day: 21, hour: 23),
                entry(.withdrawal, -500, day: 21), entry(.deposit, 4_700, day: 20),
                entry(.transfer, -12_000, day: 19), entry(.transfer, 250_000, day: 18),
            ] + (1...4).map { entry(.deposit, 100, day: 10 - $0) }
        stage.report(
            .statement(
                entries, Array(Cast.customer.balances.prefix(2)), Cast.reference))
    }

    private static let weakPIN = played(.atMenu()) { stage in
        stage.type("h")
        stage.send(.pinDigit, .pinDigit, .pinDigit, .pinDigit, .newPINJudged(.digitsInARow))
    }

    private static let newPINAgain = played(.atMenu()) { stage in
        stage.type("h")
        stage.send(
            .pinDigit, .pinDigit, .pinDigit, .pinDigit, .newPINJudged(nil), .key(.enter),
            .pinDigit)
    }

    private static let pinInDoubt = played(newPINAgain) { stage in
        stage.send(.pinDigit, .pinDigit, .pinDigit, .key(.enter))
        stage.report(
            .asking(.pinChange, Cast.reference),
            .refused(
                Refusal(inquiry: .pinChange, reference: Cast.reference, cause: .noAnswer)),
            .takeCard(.nothing, within: .seconds(30)))
    }

    private static let transferring = played(.atMenu()) { stage in
        stage.type("dc2000000000024\n3700\na")
        stage.report(
            .asking(.transfer(Cast.taka(3_700)), Cast.reference),
            attempt(2, elapsed: .milliseconds(1_200)))
    }

    private static let transferReceipt = played(transferring) { stage in
        stage.report(.takeCard(.receipt, within: .seconds(30)))
        stage.press(.enter)
        let kind = Receipt.Kind.transfer(
            from: Cast.current, to: Cast.known(AccountNumber("2000000000024")))
        var receipt = Cast.receipt(.approved(Cast.authorisation), kind: kind)
        receipt.notes = .none
        stage.report(.receipt(receipt), .visitEnded)
    }

    private static let transferUndone = played(transferring) { stage in
        stage.press(.escape)
        stage.report(
            .undoing(Cast.reference, .stopped),
            .takeCard(.undone(Cast.reference), within: .seconds(30)))
    }

    private static let notBetweenThese = played(transferring) { stage in
        stage.report(
            .refused(Cast.refusal(.notPermittedToCard, nil, .transfer(Cast.taka(3_700)))))
    }

    private static let labAnswer = played(Stage()) { stage in
        stage.type("da97 is odd\n")
        stage.report(
            .asking(.service, Cast.reference), .serviceAnswered("97 IS ODD", Cast.reference))
    }

    private static let labRefusal = played(Stage()) { stage in
        stage.type("db99999999999999999999\n")
        stage.report(
            .asking(.service, Cast.reference),
            .refused(Cast.refusal(.invalidTransaction, .numberTooLarge, .service)))
    }

    private static let deposit = played(.atMenu()) { stage in
        stage.type("c3")
        stage.press(.down)
        stage.type("2")
        stage.press(.down)
        stage.type("7")
        stage.press(.home)
    }

    private static let waiting = played(.atWaiting()) { stage in
        stage.report(.link(.slow))
        for number in 1...4 {
            stage.report(attempt(number, elapsed: .milliseconds(3_400)))
        }
    }

    private static let takeCard = played(.atWaiting()) { stage in
        stage.report(
            .takeCard(.cash(Cast.taka(3_700), Cast.reference), within: .seconds(30)))
        stage.wait(seconds: 6)
    }

    private static let takeCash = played(takeCard) { stage in
        stage.press(.enter)
        stage.report(
            .takeCash(
                NoteCounts(thousands: 3, fiveHundreds: 1, hundreds: 2), Cast.taka(3_700),
                Cast.reference, within: .seconds(30)))
    }

    private static func receipt(_ result: Receipt.Result) -> Stage {
        played(takeCash) { stage in
            stage.press(.enter)
            stage.report(.receipt(Cast.receipt(result)), .visitEnded)
        }
    }

    private static let notConfirmed = played(deposit) { stage in
        stage.press(.enter)
        stage.report(
            .asking(.deposit(Cast.taka(4_700)), Cast.reference),
            .takeCard(.receipt, within: .seconds(30)))
        stage.press(.enter)
        stage.report(.receipt(Cast.receipt(.notYetConfirmed, kind: .deposit)), .visitEnded)
    }

    private static func refusal(_ refusal: Refusal) -> Stage {
        played(.atMenu()) { stage in
            stage.type("bg15000\n")
            stage.report(.asking(refusal.inquiry, Cast.reference), .refused(refusal))
        }
    }

    private static let noAnswer = played(.atMenu()) { stage in
        stage.type("f")
        stage.report(
            .asking(.balance, Cast.reference),
            .refused(
                Refusal(inquiry: .balance, reference: Cast.reference, cause: .noAnswer)))
    }

    private static let expired = played(.atPIN()) { stage in
        stage.send(.pinDigit, .pinDigit, .pinDigit, .pinDigit, .key(.enter))
        stage.report(
            .refused(Cast.refusal(.expiredCard, nil, .verifying)),
            .takeCard(.nothing, within: .seconds(30)))
    }

    private static let undoing = played(waiting) { stage in
        stage.press(.escape)
        stage.report(.undoing(Cast.reference, .stopped))
    }

    private static let undone = played(undoing) { stage in
        stage.report(.takeCard(.undone(Cast.reference), within: .seconds(30)))
    }

    private static let closingUndone = played(undone) { stage in
        stage.press(.enter)
        stage.report(.visitEnded)
    }

    private static let cardKept = played(.atPIN()) { stage in
        stage.report(.cardKept(.bankOrder(.pinTriesExceeded)), .visitEnded)
    }

    private static let retracted = played(takeCash) { stage in
        stage.report(.cashRetracted(Cast.reference), .visitEnded)
    }

    private static let takeNotes = played(deposit) { stage in
        stage.press(.enter)
        stage.report(
            .asking(.deposit(Cast.taka(4_700)), Cast.reference),
            .refused(
                Cast.refusal(.notPermittedToCard, nil, .deposit(Cast.taka(4_700)))),
            .takeNotesBack(NoteCounts(thousands: 3, fiveHundreds: 2, hundreds: 7)))
    }

    private static let interrupted = played(Stage(inService: false)) { stage in
        let news = [
            Cast.news(.reversed(paid: .zero, isDone: false)),
            Cast.news(.inDoubt(bankKnows: true), card: "7730", ref: 124),
            Cast.news(.unconfirmed, kind: .deposit, card: "5512", ref: 126),
        ]
        stage.report(.interrupted(news.map(\.key)), .news(news))
        stage.report(.link(.online), .service(.inService), .supply(Cast.supply))
    }

    private static let ownersNews = played(Stage()) { stage in
        var news = Cast.news(.credited, kind: .deposit)
        news.receipt = 17
        news.replacement = 18
        stage.report(.news([news]))
        stage.type("a")
        stage.report(.pinWanted(Cast.ayesha))
    }

    private static let outOfService = played(Stage(inService: false)) { stage in
        stage.report(
            .link(.down(nextTry: .seconds(5))),
            .service(
                .outOfService(
                    .noLink, since: Timestamp(unixSeconds: Cast.noon.unixSeconds - 400))),
            .unsettled([Cast.reference(125)]))
        stage.wait(seconds: 1)
    }
}
