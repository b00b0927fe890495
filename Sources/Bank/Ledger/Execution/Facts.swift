package import BankProtocol

/// What the books say of everything that one original names; gathered before it is executed.
package struct Facts: Sendable {
    package var terminal: Terminal
    /// The business day.
    package var today: CivilDate
    /// The card named, if the bank issued it, and the accounts that it reaches, its default first.
    package var card: IssuedCard?
    package var accounts: [Account]
    /// The account that a deposit or a transfer goes to, if there is such a one.
    package var target: Account?
    /// The last postings of each of `accounts`, newest first; for a mini statement.
    package var statements: [AccountNumber: [StatementEntry]]
    /// Of the terminal since its last close; for a day close.
    package var totals: DayTotals

    package init(
        terminal: Terminal, today: CivilDate, card: IssuedCard? = nil, accounts: [Account] = [],
        target: Account? = nil, statements: [AccountNumber: [StatementEntry]] = [:],
        totals: DayTotals = .none
    ) {
        self.terminal = terminal
        self.today = today
        self.card = card
        self.accounts = accounts
        self.target = target
        self.statements = statements
        self.totals = totals
    }
}
