import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// A customer withdraws from the real bank, through the real screens.
    struct WithdrawalTests {
        @Test
        func
            `card, PIN, fast cash: card out first, then cash, then the receipt, and the books agree`()
            async throws
        {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("a")
                let card = try await terminal.waitFor("TAKE YOUR CARD")
                #expect(!card.contains("TAKE YOUR CASH"))
                try await terminal.takeCardAndCash()
                let receipt = try await terminal.waitFor("CASH WITHDRAWAL")
                #expect(receipt.contains("2,000.00"))
                #expect(receipt.contains("**** **** **** 4821"))
                #expect(receipt.contains("harged once"))
                try await terminal.press("f")
                try await terminal.waitFor("insert your card")

                #expect(try await demo.postings(type: "withdrawal").count == 2)
                #expect(try await demo.balance(ofAyeshas: "current") == "23,000.00")
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test func `an amount of the customer's own, previewed in notes`() async throws {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("b")
                try await terminal.waitFor("How much")
                try await terminal.press("g")
                try await terminal.waitFor("Type the amount")
                try await terminal.type("3750")
                let refused = try await terminal.waitFor("Smallest note")
                #expect(refused.contains("100"))
                try await terminal.press("Enter")
                try await terminal.waitForBell()
                try await terminal.press("BSpace", "BSpace")
                try await terminal.type("00")
                try await terminal.waitFor("3 × 1000")
                try await terminal.press("Enter")
                try await terminal.takeCardAndCash()
                let receipt = try await terminal.waitFor("3,700.00")
                #expect(receipt.contains("3x1000  1x500  2x100"))
                #expect(try await demo.balance(ofAyeshas: "current") == "21,300.00")
            }
        }

        @Test
        func `more than the account holds: nothing was taken, and what is possible is offered`()
            async throws
        {
            try await Demo.run { demo, terminal in
                try await terminal.enter(card: "b", pin: "2468")
                try await terminal.press("b")
                try await terminal.waitFor("How much")
                try await terminal.press("d")
                let refusal = try await terminal.waitFor("not enough money")
                #expect(refusal.contains("2,000"))
                #expect(refusal.contains("Code 51"))
                for word in ["declined", "invalid", "rror"] { #expect(!refusal.contains(word)) }
                try await terminal.press("a")
                try await terminal.waitFor("TAKE YOUR CARD")
                #expect(try await demo.postings(type: "withdrawal").count == 2)
            }
        }

        @Test func `seventy percent lost both ways: the money moves once`() async throws {
            try await Demo.run(
                "--timeout off --retry fixed:30ms --loss-request 70 --loss-answer 70 --seed 20261122"
            ) { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("CASH WITHDRAWAL")
                let postings = try await demo.postings(type: "withdrawal")
                #expect(postings.count == 2)
                #expect(Set(postings.compactMap { $0["key"] as? String }).count == 1)
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test
        func
            `the bank killed in mid-request: the screen stays alive and the withdrawal confirms once`()
            async throws
        {
            try await Demo.run("--timeout off --retry fixed:200ms") { demo, terminal in
                try await terminal.enterCardA()
                let bank = try #require(try demo.bankProcess())
                // Stopped, it takes the request into its socket and answers nothing: mid-request, for as long as we like.
                kill(bank, SIGSTOP)
                try await terminal.press("a")
                try await terminal.waitFor("try 3")
                kill(bank, SIGKILL)
                try await terminal.press("?")
                try await terminal.waitFor("KEYS")
                try await terminal.press("Escape")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("CASH WITHDRAWAL")
                #expect(try demo.bankProcess() != bank)
                #expect(try await demo.postings(type: "withdrawal").count == 2)
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test func `stopping while the bank is silent undoes the withdrawal: no cash, no charge`()
            async throws
        {
            try await Demo.run("--timeout off --retry fixed:200ms") { demo, terminal in
                try await terminal.enterCardA()
                let bank = try #require(try demo.bankProcess())
                kill(bank, SIGSTOP)
                try await terminal.press("a")
                try await terminal.waitFor("try 2")
                try await terminal.press("Escape")
                try await terminal.waitFor("not be charged")
                kill(bank, SIGCONT)
                try await terminal.press("Enter")
                try await demo.waitUntil("the reversal is posted or the original never was") {
                    let moved = try await demo.postings(type: "withdrawal").count
                    let undone = try await demo.postings(type: "reversal").count
                    let balance = try await demo.balance(ofAyeshas: "current")
                    return moved == undone && balance == "25,000.00"
                }
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }
    }
}
