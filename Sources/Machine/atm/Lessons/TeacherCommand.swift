internal import ArgumentParser
internal import Control
internal import ControlSocket
internal import Foundation
internal import Glibc
internal import Invocation
internal import Supervisor

/// The demo's teacher: started when the first lesson is asked for, and there until the demo ends.
struct TeacherCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "teacher", abstract: "Give a demo's lessons alone.", shouldDisplay: false)

    /// What a person needs to see each screen.
    private static let pace: Duration = .milliseconds(1200)

    @Option var state: String

    static func plan(in state: StateDirectory) -> CompanionPlan {
        CompanionPlan(
            ChildProcess.Plan(
                arguments: ["teacher", "--state", state.path], input: .pipe,
                logFile: state.path + "/teacher.log"),
            .service)
    }

    func run() async throws {
        let state = StateDirectory(given: state)
        do throws(ControlError) {
            guard let client = try ControlClient(path: state.control, as: .teacher) else { return }
            var player = LessonPlayer(client, in: state, pace: Self.pace)
            let happenings = LessonPlayer.happenings(client)
            StandardInput.whenClosed {
                // What a lesson has set, the demo clears.
                LessonPlayer.discardCopy(in: state)
                Glibc.exit(0)
            }
            for await happening in happenings { _ = try player.handle(happening) }
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
        }
    }
}
