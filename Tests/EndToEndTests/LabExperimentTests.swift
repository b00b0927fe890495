import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// The laboratory's commands as a person gives them.
    struct LabExperimentTests {
        private func atm(_ arguments: String...) async throws -> FinishedProgram {
            try await FinishedProgram.run(BuiltPrograms.atm, ["lab"] + arguments)
        }

        @Test func `the experiment writes its figures, a script and a picture, and prints both`()
            async throws
        {
            let folder = FileManager.default.temporaryDirectory.appending(
                path: "lab-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            func text(_ name: String) throws -> String {
                try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            }
            let run = try await atm(
                "experiment", "--loss", "0,50", "--trials", "20", "--seed", "7", "--csv",
                folder.appending(path: "a.csv").path, "--svg", folder.appending(path: "a.svg").path)
            try run.succeeded()
            let lines = try text("a.csv").split(separator: "\n")
            #expect(lines.count == 5)
            #expect(
                lines[1]
                    == "0,0,7,20,0.020000,0.020000,0.020000,0.020000,0.020000,0.020000,0,fixed:1s,virtual"
            )
            #expect(try text("a.gp").contains("csv = \"a.csv\""))
            #expect(try text("a.svg").hasPrefix("<svg "))
            #expect(run.output.contains("adaptive, virtual clock, 20 trials a point, seed 7"))
            #expect(run.output.contains("84 deposits confirmed, 84 credited: each once."))
            #expect(run.errors.isEmpty, "no progress where nobody watches")
            try FileManager.default.removeItem(at: folder)
        }

        @Test
        func `in real time it asks a bank over sockets, and says first how long it will take`()
            async throws
        {
            let run = try await atm(
                "experiment", "--clock", "real", "--loss", "0,30", "--trials", "4", "--seed", "3",
                "--retry", "fixed:20ms")
            try run.succeeded()
            #expect(run.output.hasPrefix("By theory this will take 0 s of real time."))
            #expect(run.output.contains("fixed:20ms, real clock, 4 trials a point, seed 3"))
            #expect(run.output.contains("means lie"))
        }

        @Test(arguments: [
            (["experiment", "--loss", "10,5"], 64, "5 comes after 10"),
            (["experiment", "--loss", "0,…,9"], 64, "two losses stand before it"),
            (["experiment", "--trials", "0"], 64, "--trials takes 1 to 1000000"),
            (["experiment", "--retry", "sometimes"], 64, "sometimes"),
            (["experiment", "--csv", "a.gp"], 64, "--csv cannot end in .gp"),
            (["experiment", "--csv", "/no/such/folder/a.csv"], 73, "cannot be made"),
            (["experiment", "--loss", "0", "--trials", "1", "--svg", "/dev/full"], 74, "written"),
            (["contrast", "--withdrawals", "0"], 64, "--withdrawals takes 1 to 10000"),
        ])
        func `what cannot be done is a sentence and an exit code`(
            _ arguments: [String], _ code: Int32, _ sentence: String
        ) async throws {
            let run = try await FinishedProgram.run(BuiltPrograms.atm, ["lab"] + arguments)
            #expect(run.exitCode == code)
            #expect(run.errors.contains(sentence), "\(run.errors)")
        }

        @Test func `the contrast stands under its warning, the same for the same seed`()
            async throws
        {
            let run = try await atm("contrast", "--seed", "7", "--withdrawals", "60")
            #expect(try run.succeeded().hasPrefix("WARNING: the first three are wrong on purpose"))
            let again = try await atm("contrast", "--seed", "7", "--withdrawals", "60")
            #expect(again.output == run.output)
        }
    }
}
