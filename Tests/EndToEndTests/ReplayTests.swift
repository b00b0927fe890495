import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// A session that was recorded, and what comes of doing it again.
    struct ReplayTests {
        private struct Books: Equatable {
            var balances: [Int]
            var withdrawals: Int

            init(_ demo: Demo) async throws {
                balances = try await demo.list("account", "list").map {
                    try #require($0["balance"] as? Int)
                }
                withdrawals = try await demo.postings(type: "withdrawal").count
            }
        }

        @Test func `a session with a lost answer ends with the same books when it is done again`()
            async throws
        {
            let first = try Demo()
            let file = first.state.appending(path: "session.jsonl").path
            try await first.open(
                "--timeout off --record \(file.shellQuoted)", columns: 120, rows: 33
            ) { terminal in
                try await terminal.waitFor("ONLINE")
                try await terminal.enterCardA()
                let order = ["fault", "set", "drop", "next", "answer"]
                _ = try await FinishedProgram.run(
                    BuiltPrograms.atm, order + ["--state", first.state.path]
                ).succeeded()
                try await terminal.press("a")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("CASH WITHDRAWAL")
                try await terminal.waitFor("1 entry")
            }
            let recording = try String(contentsOfFile: file, encoding: .utf8)
            #expect(recording.contains(#""order":"drop next answer""#))
            #expect(recording.contains(#""card":"4821","pin":"right""#))
            // No digit of a PIN is in it, and no card's number.
            #expect(!recording.contains("1357"))
            #expect(!recording.contains("9705"))

            let again = try Demo()
            let terminal = try await Terminal.open(
                columns: 120, rows: 33,
                "\(BuiltPrograms.atm.shellQuoted) replay \(file.shellQuoted) --speed 10 --state "
                    + "\(again.state.path.shellQuoted); echo \"exit=$?\"")
            try await terminal.waitFor("the replay is over")
            try await terminal.waitFor("CASH WITHDRAWAL")
            try await terminal.waitFor("[ OK ]")
            try await terminal.waitFor("the answer's repeat, and all events") {
                $0.contains("DUP: replay")
                    && ($0.contains("event 5 of 5") || $0.contains("event 6 of 6"))
            }
            try await terminal.press("C-q")
            try await terminal.waitForExit()
            try await terminal.close()
            #expect(try await Books(again) == Books(first))
            #expect(try await Books(again).withdrawals == 2)
            try first.remove()
            try again.remove()
        }

        @Test func `a recording cannot name files to write, or a program to run`() async throws {
            let folder = FileManager.default.temporaryDirectory.appending(
                path: "recording-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            let file = folder.appending(path: "session.jsonl")
            for option in ["--trace", "--printer", "--receipts", "--state", "--theme"] {
                let victim = folder.appending(path: "victim").path
                try Data(
                    #"{"arguments":["\#(option)","\#(victim)"],"recording":1,"seed":7}"#.utf8
                ).write(to: file)
                let replay = try await FinishedProgram.run(
                    BuiltPrograms.atm, ["replay", file.path])
                #expect(replay.exitCode == 65)
                #expect(replay.errors.contains("Unknown option '\(option)'"))
                #expect(!FileManager.default.fileExists(atPath: victim))
            }
            try FileManager.default.removeItem(at: folder)
        }
    }
}
