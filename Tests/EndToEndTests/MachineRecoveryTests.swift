import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// The machine's journal and devices through real programs: killed, read beside it, copied and put back.
    struct MachineRecoveryTests {
        private func journal(_ demo: Demo, _ arguments: String...) async throws -> FinishedProgram {
            try await FinishedProgram.run(
                BuiltPrograms.atm, ["journal"] + arguments + ["--state", demo.state.path])
        }

        private func fault(_ demo: Demo, _ arguments: String...) async throws -> FinishedProgram {
            try await FinishedProgram.run(
                BuiltPrograms.atm, ["fault"] + arguments + ["--state", demo.state.path])
        }

        @Test
        func
            `killed with cash at the shutter: its owner reads what became of it, first and by card`()
            async throws
        {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.waitFor("TAKE YOUR CARD")
                try await terminal.press("Enter")
                try await terminal.waitForCash()
                kill(try #require(try demo.machineProcess()), SIGKILL)
                try await terminal.waitFor(
                    "This machine was interrupted.", "cannot tell how much cash came out",
                    "**** 4821")
                try await terminal.waitFor("The bank has been told.")
                // Another customer's card goes in at once; the owner's brings the news again.
                try await terminal.press("a")
                try await terminal.waitFor("What became of your earlier transaction")
                try await terminal.press("Enter")
                try await terminal.waitFor("enter your PIN")

                let verdict = try await journal(demo, "verify")
                #expect(verdict.exitCode == 0)
                #expect(verdict.output.contains("to be counted: 000002"))
                let story = try await journal(demo, "show", "--key", "000002").succeeded()
                #expect(story.contains("at the shutter"))
                #expect(story.contains("suspect: at most 2,000.00 was paid"))
                #expect(try await demo.list("cases").count == 1)
            }
        }

        @Test
        func `a fault is set while the machine runs, strikes once, and misspelling is helped`()
            async throws
        {
            try await Demo.run { demo, terminal in
                let wrong = try await fault(demo, "set", "jam-before-presentaton")
                #expect(wrong.exitCode == 64)
                #expect(wrong.errors.contains("Did you mean \"jam-before-presentation\"?"))
                _ = try await fault(demo, "set", "jam-before-presentation").succeeded()
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.waitFor("TAKE YOUR CARD")
                try await terminal.press("Enter")
                try await terminal.waitFor("could not pay all of it")
                try await demo.waitUntil("what was not paid is given back") {
                    try await demo.balance(ofAyeshas: "current") == "25,000.00"
                }
                #expect(try await fault(demo, "list").succeeded() == "No fault is set.\n")
                #expect(try await journal(demo, "verify").exitCode == 0)
            }
        }

        @Test func `a journal put back from a copy: no free cash, the open key is a suspect`()
            async throws
        {
            let demo = try Demo()
            let machine = demo.state.appending(path: "machine")
            let copy = demo.state.appending(path: "copy")
            try await demo.open { terminal in
                try await terminal.waitFor("insert your card")
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.waitFor("TAKE YOUR CARD")
                // What a backup saw: a withdrawal approved, the dispenser not told.
                try FileManager.default.createDirectory(
                    at: copy, withIntermediateDirectories: true)
                for name in try FileManager.default.contentsOfDirectory(atPath: machine.path)
                where name.hasPrefix("journal.sqlite") {
                    try FileManager.default.copyItem(
                        at: machine.appending(path: name), to: copy.appending(path: name))
                }
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("CASH WITHDRAWAL")
            }
            for name in try FileManager.default.contentsOfDirectory(atPath: machine.path)
            where name.hasPrefix("journal.sqlite") {
                try FileManager.default.removeItem(at: machine.appending(path: name))
            }
            for name in try FileManager.default.contentsOfDirectory(atPath: copy.path) {
                try FileManager.default.copyItem(
                    at: copy.appending(path: name), to: machine.appending(path: name))
            }
            #expect(try await journal(demo, "verify").exitCode == 65)

            try await demo.open { terminal in
                try await terminal.waitFor("cannot tell how much cash came out")
                try await terminal.press("Enter")
                try await terminal.waitFor("No cash just now.")
                #expect(try await demo.balance(ofAyeshas: "current") == "23,000.00")
                #expect(try await demo.postings(type: "reversal").isEmpty)
                try await demo.waitUntil("the bank knows of the suspect") {
                    try await demo.list("cases").contains { $0["kind"] as? String == "SUSPECT" }
                }
                let verdict = try await journal(demo, "verify")
                #expect(verdict.exitCode == 0)
                #expect(verdict.output.contains("to be counted: 000002"))
            }
            try FileManager.default.removeItem(at: demo.state)
        }
    }
}
