import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// The grader's desk: the truth beside the machine, and keys that break things.
    struct GraderDeskTests {
        @Test func `beside the machine the desk shows each message and books that hold`()
            async throws
        {
            try await Demo.run(columns: 200, rows: 50) { _, terminal in
                try await terminal.waitFor("[ OK ]")
                try await terminal.enterCardA()
                try await terminal.waitFor("0100 try1", "0110 00", "answered", "● agrees")
                try await terminal.press("a")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("the books after it") {
                    $0.contains("1 entry") && $0.contains("with customers 2,000")
                }
                try await terminal.waitFor("[ OK ]")
            }
        }

        @Test func `below, Control-G shows the desk and gives the machine back`() async throws {
            try await Demo.run { _, terminal in
                try await terminal.press("C-g")
                try await terminal.waitFor("EXACTLY ONCE?")
                try await terminal.press("?")
                try await terminal.waitFor("kill -9 the bank")
                try await terminal.press("C-g")
                try await terminal.waitFor("insert your card")
            }
        }
    }
}
