import BankProtocol
import CashMachine
import Control
import Testing

@testable import Lessons

/// A demo as a lesson sees it, told by a test: screens, books and the line.
struct LessonScript {
    var machine: LessonStateMachine
    private(set) var acts: [LessonAct] = []
    private var now = Duration.zero
    var books = LessonBooks.empty

    init(_ lesson: Lesson, pace: Duration = .zero) {
        machine = LessonStateMachine(lesson, pace: pace, at: .zero)
    }

    static let key = RequestKey(
        epoch: known(Epoch(number: 1)), sequence: known(SequenceNumber(number: 2)))

    /// What the lesson has ordered so far.
    var orders: [ControlOrder] {
        acts.compactMap { if case .order(let order) = $0 { order } else { nil } }
    }

    var outcome: LessonOutcome? {
        acts.lazy.compactMap { if case .end(let outcome) = $0 { outcome } else { nil } }.first
    }

    mutating func see(_ observation: LessonObservation) {
        var observations = [observation]
        while !observations.isEmpty {
            let new = machine.observed(observations.removeFirst(), at: now)
            acts += new
            for case .readBooks in new { observations.append(.books(books)) }
        }
    }

    mutating func show(_ places: Showing.Place...) {
        for place in places { see(.showing(Showing(place))) }
    }

    mutating func wait(_ length: Duration) {
        now += length
        see(.tick)
    }

    /// The way of a customer who gets his cash.
    mutating func visit() {
        show(.welcome, .pin, .moment, .menu)
        show(.amounts, .waiting, .takeCard, .moment, .takeCash, .receipt, .welcome)
    }
}

extension LessonBooks {
    static var empty: LessonBooks {
        LessonBooks(
            of: known(TerminalID("ATM00001")), [JournalEntry](), dispenser: .nothingTaken,
            postings: [], cash: known(AccountNumber("9000000000017")), cases: [], breach: nil)
    }

    /// 500 asked under the script's key, posted and paid so often.
    static func paid(executed: Int, taken: Int64) -> LessonBooks {
        var books = LessonBooks.empty
        var account = KeyAccount()
        account.amount = Lesson.amount
        account.executed = executed
        account.cashOut = Lesson.amount * executed
        account.ending = .paid(NoteCounts(fiveHundreds: 1))
        books.keys[LessonScript.key] = account
        books.taken = Money(minorUnits: taken * 100)
        return books
    }
}

extension DispenserReport {
    fileprivate static let nothingTaken = DispenserReport(
        device: DeviceID(bits: 1), tally: NoteTally(loaded: NoteCounts(fiveHundreds: 10)))
}

func known<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("a test's value is one") }
    return value
}
