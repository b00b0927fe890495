import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// Receipts on paper, by a little `lp` of the test's own.
    struct PrinterTests {
        private func printer(_ demo: Demo, _ body: String) throws -> String {
            let path = demo.state.appending(path: "lp").path
            try Data("#!/bin/sh\n\(body)\n".utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
            return "--timeout off --printer \("\(path) \(demo.state.path)".shellQuoted)"
        }

        /// From the first screen to the receipt of BDT 2,000.
        private func withdraw(_ terminal: Terminal) async throws {
            try await terminal.waitFor("insert your card")
            try await terminal.waitFor("ONLINE")
            try await terminal.enterCardA()
            try await terminal.press("a")
            try await terminal.takeCardAndCash()
            try await terminal.waitFor("Charged once")
        }

        @Test func `a receipt goes to the printer's standard input`() async throws {
            let demo = try Demo()
            let flags = try printer(demo, #"cat > "$1/paper""#)
            try await demo.open(flags) { terminal in
                try await withdraw(terminal)
                try await terminal.press("a")
                try await terminal.waitFor("Saved as")
            }
            let paper = try String(
                contentsOf: demo.state.appending(path: "paper"), encoding: .utf8)
            #expect(paper.contains("2,000.00") && paper.contains("**** 4821"))
            let kept = demo.state.appending(path: "receipts")
            let names = try FileManager.default.contentsOfDirectory(atPath: kept.path)
            #expect(names.count == 1)
            #expect(
                try String(contentsOf: kept.appending(path: names[0]), encoding: .utf8) == paper)
            try FileManager.default.removeItem(at: demo.state)
        }

        @Test func `a printer that fails is told of, also to the next, and moves no money`()
            async throws
        {
            let demo = try Demo()
            let flags = try printer(demo, "exit 1")
            try await demo.open(flags) { terminal in
                try await terminal.waitFor("Receipts: yes")
                try await withdraw(terminal)
                try await terminal.press("a")
                try await terminal.waitFor("ended with 1")
                try await terminal.press("Escape")
                try await terminal.waitFor("Receipts: no")
            }
            #expect(try await demo.postings(type: "withdrawal").count == 2)
            #expect(try await demo.bank("audit").exitCode == 0)
            try FileManager.default.removeItem(at: demo.state)
        }
    }
}
