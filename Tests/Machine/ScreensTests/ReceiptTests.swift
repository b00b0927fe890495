import BankProtocol
import CashMachine
import Testing

@testable import Screens

@Suite struct ReceiptTests {
    static func stage(_ receipt: Receipt) -> Stage {
        var stage = Stage.atMenu()
        stage.report(.receipt(receipt), .visitEnded)
        return stage
    }

    @Test func `a receipt tells all that its owner may have to prove`() {
        let stage = Self.stage(Cast.receipt(.approved(Cast.authorisation)))
        for words in [
            "DU CENTRAL BANK", "ATM00001", "Curzon Hall, Dhaka", "2026-11-22  14:32:07 +06",
            "CASH WITHDRAWAL", "Current account", "**** **** **** 4821", "3,700.00",
            "0.00", "3x1000  1x500  2x100", "APPROVED (00)", "000123-1 / 7K2Q9F", "17",
            "Confirmed after 4 tries, 3.9 s.  Charged once.",
        ] {
            #expect(stage.shows(words), "\(words)")
        }
        #expect(!stage.shows("9705"))
    }

    @Test func `a second receipt names the one that it replaces`() {
        let stage = Self.stage(
            Cast.receipt(.approved(nil), kind: .deposit, tries: 1, supersedes: 12))
        #expect(stage.shows("17, replaces 12"))
        #expect(stage.shows("The bank has confirmed this.  Credited once."))
    }

    @Test func `A saves it as text, with letters for the currency's sign where ASCII is all`() {
        var stage = Self.stage(Cast.receipt(.approved(Cast.authorisation)))
        stage.type("a")
        guard case .saveReceipt(let name, let text)? = stage.effects.first else {
            Issue.record("nothing is saved")
            return
        }
        #expect(name == "receipt-000123.txt")
        #expect(text.contains("Ref / Auth             000123-1 / 7K2Q9F\n"))
        #expect(text.contains("Charged once.\n"))
        stage.send(.receiptSaved(path: "/tmp/receipt-000123.txt"))
        #expect(stage.message == "Saved as /tmp/receipt-000123.txt")
    }

    @Test func `without paper a receipt is shown, not saved, and the customer knew before`() {
        var stage = Stage()
        stage.send(.printerChanged(isOut: true))
        #expect(stage.shows("Receipts: no."))
        stage = Self.stage(Cast.receipt(.approved(Cast.authorisation)))
        stage.send(.printerChanged(isOut: true))
        #expect(stage.shows("APPROVED (00)"))
        #expect(stage.shows("no paper"))
        stage.type("a")
        #expect(stage.effects == [.beep])
        stage.send(.printerChanged(isOut: false))
        stage.type("a")
        #expect(stage.effects.count == 1)
        #expect(stage.effects != [.beep])
    }

    @Test func `a receipt whose owner has gone is nobody's to read`() {
        var stage = Stage()
        stage.report(.receipt(Cast.receipt(.approved(nil), kind: .deposit, supersedes: 16)))
        #expect(stage.state.situation.name == .welcome)
    }

    @Test func `a receipt waits to be read, then asks, then goes`() {
        var stage = Self.stage(Cast.receipt(.approved(nil)))
        stage.wait(seconds: 30)
        #expect(stage.shows("Do you need more time?"))
        stage.wait(seconds: 20)
        #expect(stage.state.situation.name == .welcome)
    }
}
