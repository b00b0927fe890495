internal import Control
internal import ControlSocket
internal import Foundation
internal import Lessons
internal import ProgressDisplay
internal import Supervisor

/// One lesson in a demo of its own that nobody sees: a supervisor, a bank, a machine and a line, all real.
struct HeadlessLesson {
    private let lesson: Lesson
    private let directory: LessonDirectory

    /// - Throws: A `Complaint` when it has no directory to run in.
    init(_ lesson: Lesson) throws {
        self.lesson = lesson
        directory = try LessonDirectory(for: lesson.number)
    }

    /// Says on standard error what is being done, where that is a terminal.
    ///
    /// - Returns: How it ended.
    /// - Throws: A `Complaint` when no demo can be run here.
    func run() async throws -> LessonOutcome {
        var progress = ProgressLine()
        defer { progress.clear() }
        defer { directory.remove() }
        let demo = try start()
        defer { end(demo) }
        do throws(ControlError) {
            let client = try await connect(demo)
            try client.send(.order(.lesson(lesson.number)))
            var player = LessonPlayer(client, in: state, pace: .zero)
            for await happening in LessonPlayer.happenings(client) {
                progress.show("lesson \(lesson.number), \(lesson.title): \(player.said)")
                if let outcome = try player.handle(happening) { return outcome }
            }
        } catch {
            return failed(MachineSupervisor.lastComplaint(in: directory.log) ?? "\(error)")
        }
        return failed(MachineSupervisor.lastComplaint(in: directory.log) ?? "the demo has ended")
    }

    private var state: StateDirectory { directory.state }

    private func failed(_ why: String) -> LessonOutcome {
        LessonOutcome(lesson.number, lesson.title, isPassed: false, key: nil, why)
    }

    private func start() throws -> ChildProcess {
        let executable = try OwnExecutable.path()
        do throws(ChildError) {
            return try ChildProcess(
                executable: executable,
                plan: ChildProcess.Plan(
                    arguments: DemoCommand.faceless(in: state, seed: lesson.seed),
                    input: .terminal, logFile: directory.log))
        } catch {
            throw Complaint(error.description, exitCode: 70)
        }
    }

    /// The socket is there as soon as the demo's supervisor runs.
    private func connect(_ demo: ChildProcess) async throws(ControlError) -> ControlClient {
        for _ in 0..<1500 {
            if demo.hasEnded { throw ControlError("the demo ended before anybody could reach it") }
            if let client = try ControlClient(path: state.control, as: .teacher) { return client }
            do {
                try await ContinuousClock().sleep(for: .milliseconds(20))
            } catch {
                throw ControlError("interrupted")
            }
        }
        throw ControlError("no demo came up in \(state.path)")
    }

    /// Lets it end in its own good order.
    private func end(_ demo: ChildProcess) {
        demo.release()
        demo.awaitEnd()
    }
}
