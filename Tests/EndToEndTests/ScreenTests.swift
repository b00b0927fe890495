import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// Flows that the acceptance checks have no number for.
    struct ScreenTests {
        @Test func `an amount of the customer's own, previewed in notes`() async throws {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("b")
                try await terminal.waitFor("How much")
                try await terminal.press("g")
                try await terminal.waitFor("Type the amount")
                try await terminal.type("3700")
                try await terminal.waitFor("3 × 1000")
                try await terminal.press("Enter")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("3,700.00", "3x1000  1x500  2x100")
                #expect(try await demo.balance(ofAyeshas: "current") == "21,300.00")
            }
        }

        @Test func `balance, then the card back`() async throws {
            try await Demo.run { _, terminal in
                try await terminal.enterCardA()
                try await terminal.press("f")
                try await terminal.waitFor("25,000.00")
                try await terminal.press("i")
                try await terminal.waitFor("What would you like") { !$0.contains("25,000.00") }
            }
        }

        @Test func `a deposit is counted, credited once and receipted`() async throws {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("c")
                try await terminal.waitFor("Count your notes")
                try await terminal.press("3", "Down", "2", "Down", "7")
                try await terminal.waitFor("4,700")
                try await terminal.press("Enter")
                try await terminal.throughCardToReceipt(holding: "4,700.00")
                #expect(try await demo.balance(ofAyeshas: "current") == "29,700.00")
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }
    }
}

extension Terminal {
    /// After an approval: the card if it is out already, and then the receipt.
    func throughCardToReceipt(holding text: String) async throws {
        let screen = try await waitFor("a card or a receipt") {
            $0.uppercased().contains("TAKE YOUR CARD")
                || $0.contains(text) && $0.contains("RECEIPT")
        }
        if screen.uppercased().contains("TAKE YOUR CARD") { try await press("Enter") }
        try await waitFor(text)
    }
}
