import BankProtocol
import CashMachine
import Testing
import TextGrid

@testable import Screens

@Suite struct TransferTests {
    private func menu(_ keys: String, accounts: [AccountType] = [.current, .savings]) -> Stage {
        var stage = Stage.atMenu(Cast.customer(accounts: accounts))
        stage.type("d" + keys)
        return stage
    }

    @Test func `a card with two accounts moves between them, or to another account`() {
        let stage = menu("")
        #expect(stage.shows("[A]> Current account to Savings account"))
        #expect(stage.shows("[B]> Savings account to Current account"))
        #expect(stage.shows("[C]> Current account to another account"))
        #expect(stage.shows("[D]> Savings account to another account"))
    }

    @Test func `a card with one account moves only to another account`() {
        var stage = menu("", accounts: [.current])
        #expect(stage.shows("[C]> Current account to another account"))
        #expect(!stage.shows("[A]>") && !stage.shows("[B]>") && !stage.shows("[D]>"))
        stage.type("a")
        #expect(stage.effects == [.beep])
    }

    @Test(arguments: [
        ("a", AccountType.current, Cast.savings, AccountType.savings),
        ("b", .savings, Cast.current, .current),
    ])
    func `between the card's own accounts`(
        _ key: String, _ from: AccountType, _ to: AccountNumber, _ type: AccountType
    ) {
        var stage = menu(key + "3700\n")
        #expect(stage.shows("Please check"))
        stage.type("a")
        let order = TransferOrder(amount: Cast.taka(3_700), from: from, to: to, type: type)
        #expect(stage.effects == [.command(.transfer(order)), .flushTypeAhead])
    }

    @Test func `to another account, by its number`() {
        var stage = menu("d2000000000024\n100\n")
        #expect(stage.shows("Savings account  1000000000017"))
        #expect(stage.shows("2000000000024"))
        #expect(stage.shows("100.00"))
        stage.type("a")
        let order = TransferOrder(
            amount: Cast.taka(100), from: .savings,
            to: Cast.known(AccountNumber("2000000000024")), type: .unspecified)
        #expect(stage.effects.first == .command(.transfer(order)))
    }

    @Test func `another's number that is the card's own is named as such`() {
        let stage = menu("c1000000000017\n")
        #expect(stage.shows("Current account to Savings account"))
    }

    @Test(arguments: [
        ("200000000002", "Nothing is moved before you have seen and agreed to all of it."),
        ("2000000000022", "! That is no account number: please check its digits."),
        ("2000000000016", "! That is the account that the money comes from."),
    ])
    func `a number that cannot be is refused while it is typed`(digits: String, word: String) {
        var stage = menu("c" + digits)
        #expect(stage.message == word)
        stage.press(.enter)
        #expect(stage.effects == [.beep])
        #expect(stage.state.situation.name == .transferNumber)
        stage.press(.backspace)
        #expect(stage.effects.isEmpty)
    }

    @Test func `no fourteenth digit, no amount of nothing, no seventh digit`() {
        var stage = menu("c20000000000241")
        #expect(stage.effects == [.beep])
        stage = menu("a\n")
        #expect(stage.effects == [.beep])
        stage.type("9999999")
        #expect(stage.effects == [.beep])
        #expect(stage.shows("999,999"))
    }

    @Test func `Enter alone never moves money: the last page begins on the way back`() {
        var stage = menu("a3700\n")
        stage.press(.enter)
        #expect(stage.state.situation.name == .transferAmount)
        #expect(stage.shows("3,700"))
        stage.press(.enter)
        #expect(stage.state.situation.name == .transferConfirm)
    }

    @Test func `each page leads one back, the first to the menu`() {
        var stage = menu("c2000000000024\n3700\n")
        for name: Situation.Name in [
            .transferAmount, .transferNumber, .transferSides, .menu,
        ] {
            stage.press(.escape)
            #expect(stage.state.situation.name == name)
        }
    }

    @Test func `keys typed ahead are thrown away between the pages`() {
        #expect(menu("a").effects == [.flushTypeAhead])
        #expect(menu("a3700\n").effects == [.flushTypeAhead])
    }

    @Test func `while it is asked it can be stopped, and leaving is asked twice`() throws {
        var stage = try #require(Scenes.all.first { $0.name == "waiting-transfer" }).stage
        #expect(stage.shows("TRANSFER BDT 3,700"))
        stage.press(.control("q"))
        #expect(stage.state.overlay == .quitQuestion)
        stage.press(.letter("x"), .escape)
        #expect(stage.effects == [.command(.stopWaiting)])
    }

    @Test func `one that is undone speaks of no cash`() throws {
        for name in ["take-card-transfer-undone", "closing-transfer-undone"] {
            let stage = try #require(Scenes.all.first { $0.name == name }).stage
            #expect(!stage.text.lowercased().contains("cash"), "\(name)")
            #expect(stage.shows("not be charged"), "\(name)")
        }
    }

    @Test func `its receipt names both accounts, and counts no notes`() throws {
        let stage = try #require(Scenes.all.first { $0.name == "receipt-transfer" }).stage
        #expect(stage.shows("2000000000016"))
        #expect(stage.shows("2000000000024"))
        #expect(stage.shows("Moved once."))
        #expect(!stage.shows("Notes"))
    }
}
