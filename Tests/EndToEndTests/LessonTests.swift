import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// Lessons with real processes: where nobody looks on, and on the screen.
    struct LessonTests {
        private func lessons(_ arguments: String...) async throws -> FinishedProgram {
            try await FinishedProgram.run(BuiltPrograms.atm, ["lessons"] + arguments)
        }

        @Test func `without arguments each lesson is told in two lines`() async throws {
            let lines = try await lessons().succeeded().split(separator: "\n")
            #expect(lines.count.isMultiple(of: 3))
            #expect(lines.count >= 30)
            #expect(lines[0] == " 1  nothing fails")
            #expect(lines[1] == "    Ayesha takes 500 while nothing goes wrong.")
        }

        @Test func `lessons where nobody looks on pass, a line each, and leave nothing behind`()
            async throws
        {
            let run = try await lessons("1", "3", "4", "5")
            let lines = run.output.split(separator: "\n").map(String.init)
            #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
            #expect(
                lines.map { $0.prefix(9) } == ["PASS   1 ", "PASS   3 ", "PASS   4 ", "PASS   5 "])
            #expect(lines[1].contains("executed once, answered from the record, cash 500"))
            #expect(lines[3].contains("executed once, reversed once, no cash"))
            #expect(run.errors == "")
            let left = try FileManager.default.contentsOfDirectory(
                atPath: FileManager.default.temporaryDirectory.path
            ).filter { name in
                [1, 3, 4, 5].contains { name.hasPrefix("atm-lesson-\($0)-") }
            }
            #expect(left == [])
        }

        @Test func `what a killed run has left goes, what a running one has stays`() async throws {
            // A number that no other test looks for.
            let names = (0..<3).map { _ in "atm-lesson-2-\(UUID().uuidString)" }
            let folders = (names + ["atm-lesson-2-notes-\(UUID().uuidString)"]).map {
                FileManager.default.temporaryDirectory.appending(path: $0)
            }
            let (dead, running, begun, somebodys) = (folders[0], folders[1], folders[2], folders[3])
            defer { remove(folders) }
            for folder in folders {
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: false)
            }
            for folder in [dead, running, somebodys] {
                try Data().write(to: folder.appending(path: "demo.log"))
            }
            let lock = open(running.path, O_RDONLY | O_CLOEXEC)
            defer { close(lock) }
            #expect(flock(lock, LOCK_EX) == 0)
            let run = try await lessons("2")
            #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
            let left = folders.filter { FileManager.default.fileExists(atPath: $0.path) }
            #expect(left == [running, begun, somebodys])
        }

        private func remove(_ folders: [URL]) {
            for folder in folders where FileManager.default.fileExists(atPath: folder.path) {
                do {
                    try FileManager.default.removeItem(at: folder)
                } catch {
                    Issue.record(error)
                }
            }
        }

        @Test
        func `where no directory can be made a lesson says so, and what of earlier runs stays`()
            async throws
        {
            let place = FileManager.default.temporaryDirectory.appending(
                path: "nowhere-\(UUID().uuidString)"
            ).path
            let run = try await FinishedProgram.run(
                "/usr/bin/env", ["TMPDIR=\(place)", BuiltPrograms.atm, "lessons", "2"])
            #expect(run.exitCode == 73)
            #expect(run.output == "")
            let lines = run.errors.split(separator: "\n")
            try #require(lines.count == 2, "\(run.errors)")
            #expect(lines[0].hasPrefix("atm: what earlier runs may have left in \(place) stays: "))
            #expect(lines[1].hasPrefix("atm: \(place)/atm-lesson-2-"))
            #expect(
                lines[1].hasSuffix(
                    "cannot be made: No such file or directory. Name another directory in TMPDIR."))
        }

        @Test func `a lesson that there is not is wrong usage`() async throws {
            let run = try await lessons("99")
            #expect(run.exitCode == 64)
            #expect(run.errors.contains("there are lessons 1 to"))
        }

        @Test func `on the screen a lesson presses the keys itself and passes on the desk`()
            async throws
        {
            let demo = try Demo()
            try await demo.open("--lesson 3", columns: 120, rows: 33) { terminal in
                try await terminal.waitFor("LESSON 3/")
                try await terminal.waitFor("PASS Ref 000002, executed once", "answer lost")
                try await terminal.press("Tab")
                try await terminal.waitFor("Next lesson (4/")
                // Esc takes the outcome away, and E goes on with the first.
                try await terminal.press("Escape")
                try await terminal.waitFor("the desk without it") { !$0.contains("LESSON") }
                try await terminal.press("e")
                try await terminal.waitFor("LESSON 1/")
                try await terminal.press("Escape")
                try await terminal.waitFor("- ended: something else was done")
            }
            #expect(try await demo.postings(type: "withdrawal").count == 2)
            // A PIN was typed, and is nowhere.
            for file in try demo.files() {
                let bytes = try Data(contentsOf: file)
                #expect(bytes.range(of: Data("type 1357".utf8)) == nil, "\(file.path)")
            }
            try demo.remove()
        }
    }
}
