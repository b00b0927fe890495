import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// The end of the day at the real machine.
    struct TotalsTests {
        @Test func `an operator prints the totals and closes the day: MATCH`() async throws {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("CASH WITHDRAWAL")
                try await terminal.press("Enter")
                try await terminal.waitFor("insert your card")

                try await terminal.enterOperator()
                try await terminal.press("p")
                try await terminal.waitFor("Saved as")
                try await terminal.closeDay()
                try await terminal.waitFor("IN BALANCE")
                try await terminal.waitFor("MATCH")
                try await terminal.press("Escape")
                try await terminal.waitFor("828,000  Bank 828,000  MATCH") {
                    $0.contains(/828,000 +Bank 828,000 +MATCH/)
                }
                let papers = try FileManager.default.contentsOfDirectory(
                    atPath: demo.state.appending(path: "receipts").path
                ).filter { $0.hasPrefix("totals-") }
                #expect(papers.count == 1)

                let agreement = try await demo.reconcile()
                #expect(agreement.exitCode == 0, "\(agreement.output) \(agreement.errors)")
                #expect(agreement.output.hasPrefix("in agreement"))
                #expect(try await demo.list("cases").isEmpty)
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test func `after cash was taken back in, the cash DIFFERS and the suspect is named`()
            async throws
        {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.waitFor("TAKE YOUR CARD")
                try await terminal.press("Enter")
                try await terminal.waitForCash()
                kill(try #require(try demo.machineProcess()), SIGKILL)
                try await terminal.waitFor("cannot tell how much cash came out")
                try await terminal.press("Enter")
                try await terminal.waitFor("No cash just now")
                try await demo.waitUntil("the bank knows of the suspect") {
                    try await demo.list("cases").count == 1
                }

                try await terminal.enterOperator()
                try await terminal.closeDay()
                try await terminal.waitFor("IN BALANCE")
                try await terminal.waitFor("DIFFERS: ") { $0.contains(/DIFFERS: \S+ ?2,000 more/) }

                let difference = try await demo.reconcile("--json")
                #expect(difference.exitCode == 65)
                let items = try #require(
                    try JSONSerialization.jsonObject(with: Data(difference.output.utf8))
                        as? [[String: Any]])
                #expect(items.map { $0["difference"] as? String } == ["suspect"])
                #expect(items.first?["bank"] as? Int == 200_000)
                let open = try await demo.list("cases").first?["id"] as? Int
                #expect(items.first?["case"] as? Int == open)
            }
        }

        @Test
        func `a close that finds no bank is repeated by the next process until it is answered`()
            async throws
        {
            try await Demo.run { demo, terminal in
                try await terminal.enterOperator()
                try await terminal.press("c")
                try await terminal.waitFor("Close the day")
                let bank = try #require(try demo.bankProcess())
                kill(bank, SIGSTOP)
                try await terminal.press("a")
                try await terminal.waitFor("No customer is served")
                try await terminal.press("d")
                try await terminal.waitFor("until it answers")
                kill(try #require(try demo.machineProcess()), SIGKILL)
                try await terminal.waitFor("closes its day with the bank")
                kill(bank, SIGCONT)
                try await terminal.waitFor("insert your card")
                try await terminal.enterOperator()
                try await terminal.waitFor("MATCH")
            }
        }
    }
}

extension Terminal {
    /// From the operator's menu to the question's yes.
    fileprivate func closeDay() async throws {
        try await press("c")
        try await waitFor("Close the day")
        try await press("a")
        try await waitFor("No customer is served")
        try await press("d")
    }
}

extension Demo {
    fileprivate func reconcile(_ flags: String...) async throws -> FinishedProgram {
        let journal = state.appending(path: "machine/journal.sqlite").path
        return try await FinishedProgram.run(
            BuiltPrograms.bank,
            ["reconcile", "ATM00001", "--journal", journal, "--store", store] + flags)
    }
}
