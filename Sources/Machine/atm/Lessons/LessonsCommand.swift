internal import ArgumentParser
internal import Foundation
internal import Lessons

/// Lists the lessons, or gives them where nobody looks on.
struct LessonsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lessons",
        abstract: "Break the line, the bank and the machine, and check that money moved once.",
        discussion: """
            Each lesson tells in two lines what will happen, does it, and checks the outcome itself: against the bank's \
            store, the machine's journal, its devices and what the line did. Given by number, or all of them, each runs in a \
            demo of its own that nobody sees, made for it and removed after it: real processes, really killed; a line a \
            lesson says PASS or FAIL, the key (Ref) concerned, and what held or what did not. Faults and seeds are fixed. \
            Without arguments the lessons are listed.

            On the screen: `atm demo --lesson 3`, or E at the grader's desk.

            EXAMPLES
              atm lessons
              atm lessons --all
              atm lessons 3 5
              atm demo --lesson 5

            EXIT CODES
              0 all that were given passed, 1 one failed, 64 wrong usage, 70 no demo could be run, \
              73 its directory cannot be made in $TMPDIR
            """)

    @Argument(help: ArgumentHelp("Lessons by their numbers.", valueName: "number"))
    var numbers: [Int] = []

    @Flag(help: "Give all of them, one after the other.")
    var all = false

    func validate() throws {
        for number in numbers where Lesson.numbered(number) == nil {
            throw ValidationError("there are lessons 1 to \(Lesson.all.count), not \(number)")
        }
        if all, !numbers.isEmpty {
            throw ValidationError("--all gives every lesson; leave the numbers out")
        }
    }

    func run() async throws {
        let lessons = all ? Lesson.all : numbers.compactMap(Lesson.numbered)
        guard !lessons.isEmpty else {
            print(Lesson.list)
            return
        }
        var hasFailed = false
        LessonDirectory.removeAbandoned()
        do {
            for lesson in lessons {
                let outcome = try await Interruption.cancelling {
                    try await HeadlessLesson(lesson).run()
                }
                FileHandle.standardOutput.write(Data((outcome.line + "\n").utf8))
                if !outcome.isPassed { hasFailed = true }
            }
        } catch let complaint as Complaint {
            throw complaint.said()
        }
        if hasFailed { throw ExitCode(1) }
    }
}
