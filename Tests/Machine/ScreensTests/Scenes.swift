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
        ("operator-business-none", played(.atDesk(Cast.supervision([]))) { $0.type("h") }),
        ("operator-count", played(.atDesk()) { $0.type("ha2") }),
        ("operator-count-again", played(.atDesk()) { $0.type("ha2\n2") }),
        ("operator-counted-twice", played(.atDesk()) { $0.type("ha2\n2\n") }),
        ("operator-journal", journal(.all)),
        ("operator-kept-cards", journal(.keptCards)),
        ("operator-kept-cards-none", noKeptCards),
        ("operator-journal-unreadable", unreadableJournal),
        ("operator-link", played(.atDesk()) { $0.type("f") }),
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
