package import BankProtocol

extension CashMachine {
    /// What a machine is and how patient it is; none of it changes while it runs.
    package struct Settings: Hashable, Sendable {
        package var terminal: TerminalID
        package var currency: Currency
        /// Seconds east of Greenwich, for D12 and D13.
        package var utcOffset: Int
        /// How long a customer waits for the bank.
        package var answerLimit: Duration
        /// How long a card lies at the slot before it is kept.
        package var cardLimit: Duration
        /// How long notes lie at the shutter before they are taken back in.
        package var cashLimit: Duration
        /// The most notes that the escrow takes at once.
        package var mostNotesDeposited: Int
        /// How long what the bank refused to hear is left alone before it is told again.
        package var parkedInterval: Duration
        /// Whether the bundle holds a key for message authentication codes; for the operator's eyes.
        package var hasMACKey: Bool

        package init(
            terminal: TerminalID, currency: Currency = .bdt, utcOffset: Int = 6 * 3600,
            answerLimit: Duration = .seconds(45), cardLimit: Duration = .seconds(30),
            cashLimit: Duration = .seconds(30), mostNotesDeposited: Int = 40,
            parkedInterval: Duration = .seconds(600), hasMACKey: Bool = true
        ) {
            self.terminal = terminal
            self.currency = currency
            self.utcOffset = utcOffset
            self.answerLimit = answerLimit
            self.cardLimit = cardLimit
            self.cashLimit = cashLimit
            self.mostNotesDeposited = mostNotesDeposited
            self.parkedInterval = parkedInterval
            self.hasMACKey = hasMACKey
        }
    }
}
