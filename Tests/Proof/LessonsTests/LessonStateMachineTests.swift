import BankProtocol
import Control
import LinkFaults
import Testing
import TextGrid

@testable import Lessons

struct LessonStateMachineTests {
    private func lesson(_ number: Int) throws -> Lesson {
        try #require(Lesson.numbered(number))
    }

    @Test func `a lesson presses what each screen asks for, and passes when all is as expected`()
        throws
    {
        var script = LessonScript(try lesson(1))
        script.see(.tick)
        script.books = .paid(executed: 1, taken: 500)
        script.visit()
        #expect(
            script.orders == [
                .clear, .press(.letter("a")), .press(.delete), .type("1357"), .press(.enter),
                .press(.letter("b")), .press(.letter("a")), .press(.enter), .press(.enter),
                .press(.enter),
            ])
        #expect(
            script.outcome
                == LessonOutcome(
                    1, "nothing fails", isPassed: true, key: LessonScript.key,
                    "executed once, not reversed, cash 500, ledger and dispenser agree, "
                        + "all invariants hold"))
        #expect(
            script.outcome?.line == "PASS   1 nothing fails … Ref 000002, "
                + "executed once, not reversed, cash 500, ledger and dispenser agree, "
                + "all invariants hold")
    }

    @Test func `executed twice is a failure that names the key`() throws {
        var script = LessonScript(try lesson(1))
        script.see(.tick)
        script.books = .paid(executed: 2, taken: 500)
        script.visit()
        #expect(
            script.outcome
                == LessonOutcome(
                    1, "nothing fails", isPassed: false, key: LessonScript.key,
                    "executed twice, expected once"))
    }

    @Test func `cash without a posting is a failure`() throws {
        var script = LessonScript(try lesson(1))
        script.see(.tick)
        script.books = .paid(executed: 0, taken: 500)
        script.visit()
        #expect(script.outcome?.isPassed == false)
        #expect(script.outcome?.text == "not executed, expected once")
    }

    @Test func `a posting without cash is a failure`() throws {
        var script = LessonScript(try lesson(1))
        script.see(.tick)
        script.books = .paid(executed: 1, taken: 0)
        script.visit()
        #expect(script.outcome?.isPassed == false)
        #expect(script.outcome?.text == "no cash, expected 500")
    }

    @Test func `a broken invariant fails a lesson whose own figures are right`() throws {
        var script = LessonScript(try lesson(1))
        script.see(.tick)
        script.books = .paid(executed: 1, taken: 500)
        script.books.breach = "invariant 2: answered in two ways"
        script.visit()
        #expect(script.outcome?.isPassed == false)
        #expect(script.outcome?.text == "invariant 2: answered in two ways")
    }

    @Test func `a loss that did not happen fails the lesson that is about it`() throws {
        var script = LessonScript(try lesson(3))
        script.see(.tick)
        script.books = .paid(executed: 1, taken: 500)
        script.visit()
        #expect(script.orders.contains(.next(.fromBank, .drop)))
        #expect(script.outcome?.isPassed == false)
        #expect(script.outcome?.text == "no repeat was answered from the record")
    }

    @Test func `what the line did to the key is part of the outcome`() throws {
        var script = LessonScript(try lesson(3))
        script.see(.tick)
        script.show(.welcome, .pin, .moment, .menu, .amounts, .waiting)
        for (course, isReplay) in [(LineGlimpse.Course.lost, false), (.carried, true)] {
            script.see(.saw(LineGlimpse(.toBank, "0200", LessonScript.key, .carried)))
            script.see(
                .saw(
                    LineGlimpse(
                        .fromBank, "0210", LessonScript.key, course, code: .approved,
                        isReplay: isReplay)))
        }
        script.books = .paid(executed: 1, taken: 500)
        script.show(.takeCard, .moment, .takeCash, .receipt, .welcome)
        #expect(script.outcome?.isPassed == true)
        #expect(
            script.outcome?.text
                == "executed once, answered from the record, cash 500, 1 answer lost, "
                + "ledger and dispenser agree, all invariants hold")
    }

    @Test func `a machine that does not come on ends the lesson, and says where it stood`() throws {
        var script = LessonScript(try lesson(1))
        script.see(.tick)
        script.show(.welcome, .pin)
        for _ in 0..<120 { script.wait(.seconds(1)) }
        #expect(
            script.outcome
                == LessonOutcome(
                    1, "nothing fails", isPassed: false, key: nil,
                    "the machine did not come to menu within 60 s; it shows pin"))
    }

    @Test func `what is still open, or somebody at the machine, is waited for, but not for ever`()
        throws
    {
        var script = LessonScript(try lesson(1))
        script.books = .paid(executed: 1, taken: 0)
        script.books.keys[LessonScript.key]?.ending = nil
        script.see(.tick)
        script.wait(.seconds(14))
        #expect(script.orders == [])
        script.books = .paid(executed: 1, taken: 500)
        script.wait(.milliseconds(900))
        #expect(script.orders == [.clear])

        var other = LessonScript(try lesson(1))
        other.show(.menu)
        other.wait(.seconds(14))
        #expect(other.orders == [])
        other.wait(.seconds(1))
        #expect(other.orders == [.clear, .press(.letter("b"))])
    }

    @Test func `books that cannot be read end it, too`() throws {
        var machine = LessonStateMachine(try lesson(1), pace: .zero, at: .zero)
        #expect(machine.observed(.tick, at: .zero) == [.readBooks])
        #expect(machine.observed(.booksUnreadable("no store"), at: .seconds(1)) == [.readBooks])
        let acts = machine.observed(.booksUnreadable("no store"), at: .seconds(40))
        #expect(
            acts.last
                == .end(
                    LessonOutcome(
                        1, "nothing fails", isPassed: false, key: nil,
                        "the books cannot be read")))
        #expect(machine.observed(.tick, at: .seconds(41)) == [])
    }

    @Test func `whatever is seen, every lesson ends`() throws {
        for lesson in Lesson.all {
            var script = LessonScript(lesson)
            script.see(.tick)
            for second in 0..<600 {
                script.show(second.isMultiple(of: 7) ? .news : .moment)
                script.wait(.seconds(1))
            }
            #expect(script.outcome?.isPassed == false, "\(lesson.number)")
        }
    }

    @Test
    func `at a person's pace a key waits for its screen to be seen, what is hurried does not`()
        throws
    {
        var script = LessonScript(try lesson(1), pace: .seconds(1))
        script.see(.tick)
        script.wait(.seconds(1))
        script.show(.welcome)
        #expect(script.orders == [.clear])
        script.wait(.milliseconds(900))
        #expect(script.orders == [.clear])
        script.wait(.milliseconds(100))
        #expect(script.orders == [.clear, .press(.letter("a"))])
    }

    @Test func `a key that was lost with the process is pressed again, once it has been long`()
        throws
    {
        var script = LessonScript(try lesson(1))
        script.see(.tick)
        script.show(.welcome)
        script.wait(.seconds(4))
        #expect(script.orders == [.clear, .press(.letter("a"))])
        script.wait(.seconds(1))
        #expect(script.orders == [.clear, .press(.letter("a")), .press(.letter("a"))])
    }

    @Test func `an operator counts twice and leaves, and cash is paid again`() throws {
        let lesson = Lesson(
            1, "count", story: [], steps: [LessonStep(.count(fiveHundreds: 1))], expectations: [])
        var script = LessonScript(lesson)
        script.see(.tick)
        for place in [
            Showing.Place.welcome, .operatorCode, .moment, .operatorMenu, .operatorBusiness,
            .firstCount, .secondCount, .countsAgree, .operatorBusiness, .operatorMenu, .welcome,
        ] { script.see(.showing(Showing(place, paysCash: false))) }
        #expect(script.outcome == nil)
        script.show(.welcome)
        #expect(script.outcome?.isPassed == true)
        let count: [ControlOrder] = [
            .press(.down), .press(.delete), .press(.digit(1)), .press(.enter),
        ]
        #expect(
            script.orders == [
                .press(.control("o")), .press(.delete), .type("246810"), .press(.enter),
                .press(.letter("h")), .press(.letter("a")),
            ] + count + count + [.press(.letter("d")), .press(.escape), .press(.escape)])
    }
}
