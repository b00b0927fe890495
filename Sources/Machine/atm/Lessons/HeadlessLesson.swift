internal import Control
internal import ControlSocket
internal import Foundation
internal import Invocation
internal import Lessons
internal import Supervisor

/// One lesson in a demo of its own that nobody sees: a supervisor, a bank, a machine and a line, all real, in a state
/// directory that is made for it and removed after it.
struct HeadlessLesson {
    private let lesson: Lesson
    private let state: StateDirectory

    init(_ lesson: Lesson) {
        self.lesson = lesson
        state = StateDirectory(
            given: FileManager.default.temporaryDirectory.path
                + "/atm-lesson-\(lesson.number)-\(UUID().uuidString)")
    }

    /// Says on standard error what is being done, where that is a terminal.
    ///
    /// - Returns: How it ended.
    /// - Throws: A `Complaint` when no demo can be run here.
    func run() async throws -> LessonOutcome {
        var progress = ProgressLine()
        defer { progress.clear() }
        try state.make()
        defer { clearAway() }
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
            return failed(MachineSupervisor.lastComplaint(in: log) ?? "\(error)")
        }
        return failed(MachineSupervisor.lastComplaint(in: log) ?? "the demo has ended")
    }

    private var log: String { state.path + "/demo.log" }

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
                    input: .terminal, logFile: log))
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

    private func clearAway() {
        do {
            try FileManager.default.removeItem(atPath: state.path)
        } catch {
            FileHandle.standardError.write(
                Data("atm: \(state.path) stays: \(error.localizedDescription)\n".utf8))
        }
    }
}
