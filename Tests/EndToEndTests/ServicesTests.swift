import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// Mini statement, another PIN, transfers and the text services, through the real screens and the real bank.
    struct ServicesTests {
        @Test func `a mini statement shows what the visits before have moved`() async throws {
            try await Demo.run { _, terminal in
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("CASH WITHDRAWAL")
                try await terminal.press("f")
                try await terminal.waitFor("insert your card")
                try await terminal.enterCardA()
                try await terminal.press("g")
                try await terminal.waitFor(
                    "newest first", "Cash withdrawal", "- 2,000.00", "23,000.00")
                try await terminal.press("a")
                try await terminal.waitFor("120,000.00")
            }
        }

        @Test func `another PIN holds at once, and from then on`() async throws {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("h")
                try await terminal.waitFor("type your new PIN")
                try await terminal.type("1234")
                try await terminal.waitFor("easily guessed")
                try await terminal.press("Enter", "Delete")
                try await choose("2580", again: "2581", terminal)
                try await terminal.waitFor("not the same")
                try await choose("2580", again: "2580", terminal)
                try await terminal.waitFor("Your PIN has been changed")
                try await terminal.press("g")
                try await terminal.waitFor("What would you like to do?")
                try await terminal.press("f")
                try await terminal.waitFor("25,000.00")
                try await terminal.press("i")
                try await terminal.waitFor("What would you like to do?")
                try await terminal.press("i")
                try await terminal.waitFor("TAKE YOUR CARD")
                try await terminal.press("Enter")
                try await terminal.waitFor("insert your card")

                try await terminal.press("a")
                try await terminal.waitFor("enter your PIN")
                try await terminal.type("1357")
                try await terminal.press("Enter")
                try await terminal.waitFor("You have 2 tries left")
                try await terminal.type("2580")
                try await terminal.press("Enter")
                try await terminal.waitFor("What would you like to do?")
                for file in try demo.files() where file.pathExtension == "log" {
                    let bytes = try Data(contentsOf: file)
                    #expect(bytes.range(of: Data("2580".utf8)) == nil, "\(file.path)")
                }
                #expect(try await !terminal.scrollback().contains("2580"))
            }
        }

        private func choose(_ pin: String, again: String, _ terminal: Terminal) async throws {
            try await terminal.waitFor("type your new PIN")
            try await terminal.type(pin)
            try await terminal.press("Enter")
            try await terminal.waitFor("once more")
            try await terminal.type(again)
            try await terminal.press("Enter")
        }

        @Test func `a bank that is silent leaves the PIN in doubt, and the screen says so`()
            async throws
        {
            try await Demo.run("--timeout off --retry fixed:200ms") { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("h")
                let bank = try #require(try demo.bankProcess())
                kill(bank, SIGSTOP)
                try await choose("2580", again: "2580", terminal)
                try await terminal.waitFor("try 2")
                try await terminal.press("Escape")
                try await terminal.waitFor("try the new one first")
                kill(bank, SIGCONT)
                try await terminal.press("Enter")
                try await terminal.waitFor("Try the new PIN first")
            }
        }

        @Test func `a transfer between the card's accounts moves once, over a lossy line too`()
            async throws
        {
            try await Demo.run(
                "--timeout off --retry fixed:30ms --loss-request 60 --loss-answer 60 --seed 7"
            ) { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("d")
                try await terminal.waitFor("From which account")
                try await terminal.press("b")
                try await terminal.waitFor("Type the amount")
                try await terminal.type("5000")
                try await terminal.press("Enter")
                try await terminal.waitFor("Please check", "Savings account", "Current account")
                try await terminal.press("a")
                try await terminal.waitFor("TAKE YOUR CARD")
                try await terminal.press("Enter")
                try await terminal.waitFor("Moved once.", "5,000.00")
                #expect(try await demo.balance(ofAyeshas: "current") == "30,000.00")
                #expect(try await demo.balance(ofAyeshas: "savings") == "115,000.00")
                #expect(try await demo.postings(type: "transfer").count == 2)
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test func `a transfer to another's account, stopped while the bank is silent, is undone`()
            async throws
        {
            try await Demo.run("--timeout off --retry fixed:200ms") { demo, terminal in
                let receiver = try #require(
                    try await demo.list("account", "list").first {
                        $0["holder"] as? String == "Rahim Uddin"
                    }?["account"] as? String)
                try await terminal.enterCardA()
                try await terminal.press("d")
                try await terminal.waitFor("From which account")
                try await terminal.press("c")
                try await terminal.waitFor("account that receives")
                try await terminal.type(receiver)
                try await terminal.press("Enter")
                try await terminal.waitFor("Type the amount")
                try await terminal.type("300")
                try await terminal.press("Enter")
                try await terminal.waitFor("Please check")
                let bank = try #require(try demo.bankProcess())
                kill(bank, SIGSTOP)
                try await terminal.press("a")
                try await terminal.waitFor("try 2")
                try await terminal.press("Escape")
                let undone = try await terminal.waitFor("not be charged")
                #expect(!undone.contains("cash"))
                kill(bank, SIGCONT)
                try await terminal.press("Enter")
                try await demo.waitUntil("the reversal is posted or the original never was") {
                    let moved = try await demo.postings(type: "transfer").count
                    let undone = try await demo.postings(type: "reversal").count
                    let balance = try await demo.balance(ofAyeshas: "current")
                    return moved == undone && balance == "25,000.00"
                }
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test
        func `a machine killed in the middle of a transfer takes it back when it is up again`()
            async throws
        {
            try await Demo.run("--timeout off --retry fixed:200ms") { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("d")
                try await terminal.waitFor("From which account")
                try await terminal.press("a")
                try await terminal.waitFor("Type the amount")
                try await terminal.type("700")
                try await terminal.press("Enter")
                try await terminal.waitFor("Please check")
                let bank = try #require(try demo.bankProcess())
                kill(bank, SIGSTOP)
                try await terminal.press("a")
                try await terminal.waitFor("try 2")
                kill(try #require(try demo.machineProcess()), SIGKILL)
                kill(bank, SIGCONT)
                try await demo.waitUntil("the transfer is reversed or never was") {
                    let moved = try await demo.postings(type: "transfer").count
                    let undone = try await demo.postings(type: "reversal").count
                    let isBack = try demo.machineProcess() != nil
                    return isBack && moved == undone && moved > 0
                }
                #expect(try await demo.balance(ofAyeshas: "current") == "25,000.00")
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test func `the text services are asked without a card`() async throws {
            try await Demo.run { _, terminal in
                try await terminal.press("d")
                try await terminal.waitFor("LAB SERVICES")
                try await terminal.press("a")
                try await terminal.waitFor("Type a text")
                try await terminal.type("exactly once")
                try await terminal.press("Enter")
                try await terminal.waitFor("EXACTLY ONCE")
                try await terminal.press("i")
                try await terminal.waitFor("insert your card")
                try await terminal.press("d")
                try await terminal.waitFor("LAB SERVICES")
                try await terminal.press("b")
                try await terminal.waitFor("Type a whole number")
                try await terminal.type("97")
                try await terminal.press("Enter")
                try await terminal.waitFor("The bank answered", "PRIME")
            }
        }
    }
}
