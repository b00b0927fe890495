import Control
import Lessons
import Testing
import TextGrid

@testable import Desk

/// Lessons at the desk: the key that gives the next, the pane that tells it, the way out.
@Suite struct DeskLessonTests {
    private let result = "Ref 000002, executed once, answered from the record, cash 500"

    private func state(_ notice: LessonNotice?) -> Desk.State {
        var state = Scenes.state("quiet")
        if let notice { _ = Desk.reduce(&state, .lesson(notice)) }
        return state
    }

    private func picture(_ notice: LessonNotice?, columns: Int, rows: Int) -> String {
        Desk.draw(state(notice), Size(columns: columns, rows: rows), Desk.DrawStyle())
            .lines.joined(separator: "\n")
    }

    @Test func `E gives the first lesson, then the one after the last, then the first again`() {
        let count = Lesson.all.count
        for (notice, next) in [
            (nil, 1), (LessonNotice(3, .passed, result), 4), (LessonNotice(3, .running, ""), 4),
            (LessonNotice(count, .failed, ""), 1),
        ] {
            var state = state(notice)
            #expect(Desk.reduce(&state, .key(.letter("e"))) == [.order(.lesson(next))])
            let hint = HintsLine(width: 60, nextLesson: state.nextLesson).line
            #expect(hint.left.map(\.text).joined().contains("Next lesson (\(next)/\(count))"))
        }
    }

    @Test func `Esc ends a lesson first, then takes its outcome away, then leaves the desk`() {
        var state = state(LessonNotice(3, .running, "she asks for 500"))
        #expect(Desk.reduce(&state, .key(.escape)) == [.order(.stopLesson)])
        _ = Desk.reduce(&state, .lesson(LessonNotice(3, .stopped, "something else was done")))
        #expect(Desk.reduce(&state, .key(.escape)) == [.order(.stopLesson)])
        #expect(state.lesson == nil)
        #expect(Desk.reduce(&state, .key(.escape)) == [.toMachine])
    }

    @Test(arguments: [(62, 33), (80, 24), (120, 50), (200, 50)])
    func `a lesson and its outcome are on the desk at every size`(columns: Int, rows: Int) {
        let before = picture(nil, columns: columns, rows: rows)
        #expect(!before.contains("LESSON"))
        let running = picture(
            LessonNotice(3, .running, "she asks for 500"), columns: columns, rows: rows)
        #expect(running.contains("LESSON 3/\(Lesson.all.count) answer lost"))
        #expect(running.contains("> she asks for 500"))
        #expect(rows < 30 || running.contains("its answer is lost"))
        let passed = picture(LessonNotice(3, .passed, result), columns: columns, rows: rows)
        #expect(passed.contains("PASS Ref 000002, executed once"))
        #expect(passed.contains("EXACTLY ONCE?"))
        #expect(rows < 30 || passed.contains("Tab, then E: the next lesson"))
        #expect(passed.contains("THE BOOKS"))
        let failed = picture(
            LessonNotice(3, .failed, "Ref 000002, executed twice, expected once"),
            columns: columns, rows: rows)
        #expect(failed.contains("FAIL Ref 000002, executed twice, expected once"))
    }

    @Test func `where only the machine is seen, its frame tells the lesson in a line`() {
        var seat = Seat(
            state(LessonNotice(3, .passed, result)), size: Size(columns: 80, rows: 24))
        var machine = Grid(size: .machine)
        machine.box(
            Area(row: 0, column: 0, rows: 24, columns: 80), .single, role: .border)
        let frame = seat.draw(machine, Desk.DrawStyle()).lines[23]
        #expect(frame.contains(" Lesson 3/\(Lesson.all.count) PASS: Ref 000002, executed once"))
        #expect(frame.contains(" Ctrl-G Desk "))
        #expect(frame.columns == 80)
        let plain = seat.draw(machine, Desk.DrawStyle(glyphs: .ascii)).lines[23]
        let isASCII = plain.allSatisfy(\.isASCII)
        #expect(isASCII)
    }
}
