import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// Simulated customers at all machines, called and sent away by a key.
    struct WorkloadTests {
        @Test func `customers come to all machines by one key, and the verdict holds under faults`()
            async throws
        {
            let demo = try Demo()
            try await demo.open("--timeout off --seed 3", columns: 120, rows: 33) { terminal in
                try await terminal.waitFor("[ OK ]")
                // What is typed before that is thrown away.
                try await terminal.waitFor("insert your card")
                try await terminal.press("Tab", "w")
                try await terminal.waitFor("customers ON")
                // Someone has put his card in here, and others have been elsewhere.
                try await terminal.waitFor("Card  ****")
                try await terminal.waitFor("three machines' cash") { $0.contains("all 3 agree") }
                try await terminal.press("}", "}", "}", "]", "]", "]", "k")
                try await terminal.waitFor("some business") { Self.executed($0) >= 5 }
                let screen = try await terminal.waitFor("[ OK ]")
                #expect(!screen.contains("BROKEN"))
                try await terminal.press("0", "w")
                try await terminal.waitFor("customers off")
                try await demo.waitUntil("who was elsewhere has gone") {
                    try demo.processes(whoseArgumentsHold: ["demo-teller", demo.state.path])
                        .isEmpty
                }
                try await terminal.waitFor("all is settled") {
                    $0.contains("all 3 agree") && $0.contains("unsettled 0")
                }
            }
            #expect(try await demo.bank("audit").exitCode == 0)
            for machine in ["", "/teller-1", "/teller-2"] {
                _ = try await FinishedProgram.run(
                    BuiltPrograms.atm,
                    ["journal", "verify", "--state", demo.state.path + machine]
                ).succeeded()
            }
            try demo.remove()
        }

        private static func executed(_ screen: String) -> Int {
            screen.firstMatch(of: /executed (\d+)/).flatMap { Int($0.1) } ?? 0
        }
    }
}
