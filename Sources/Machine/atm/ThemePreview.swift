internal import BankProtocol
internal import CashMachine
internal import Screens
internal import TextGrid

/// The menu as Ayesha sees it: the screens' own drawing of a machine that has been told so.
enum ThemePreview {
    static func menu(_ theme: Theme) -> Grid {
        guard let machine = TerminalID("ATM00001"), let account = AccountNumber("2000000000019")
        else { preconditionFailure("the demo's names are names") }
        let card = DemoCards.all[0].card.number
        var state = App.State(
            App.Configuration(
                kind: .demo, bankName: "DU Central Bank", machine: machine,
                location: "Curzon Hall, Dhaka", demoCards: DemoCards.all))
        let customer = Customer(
            name: "Ayesha Rahman", card: card, leftToday: Money(minorUnits: 5_000_000),
            mostAtOnce: Money(minorUnits: 2_000_000), account: account, otherAccount: nil,
            balances: [])
        let noon = Timestamp(unixSeconds: 1_795_336_327)
        let notes = NoteCounts(thousands: 500, fiveHundreds: 500, hundreds: 800)
        let glyphs = theme.glyphs.set ?? .unicode
        let facts = App.DisplayFacts(
            theme: theme.name, colours: 256, isUTF8: glyphs == .unicode)
        let story: [App.Event] = [
            .tick(uptime: .zero, wall: noon), .displayChanged(facts), .report(.link(.online)),
            .report(.service(.inService)), .report(.supply(NoteSupply(notes: notes))),
            .key(.letter("a")), .report(.pinWanted(card)), .pinDigit, .pinDigit, .pinDigit,
            .pinDigit, .key(.enter), .report(.verified(customer)),
        ]
        for event in story { _ = App.reduce(&state, event) }
        return App.draw(
            state, .machine, App.DrawStyle(glyphs: glyphs, box: theme.glyphs.box))
    }
}
