package import BankProtocol
package import Ledger

/// One posting, as `bank ledger export` and `bank statement` list it.
package struct LedgerLine: Hashable, Sendable {
    package var id: Int64
    /// `nil` in a clerk's act, like `terminal`.
    package var key: RequestKey?
    package var terminal: TerminalID?
    package var account: AccountNumber
    package var counter: AccountNumber
    /// Signed: above zero is a credit of `account`.
    package var amount: Money
    package var type: PostingType
    /// The key that a reversal undoes.
    package var reverses: RequestKey?
    package var at: Timestamp

    package init(
        id: Int64, key: RequestKey?, terminal: TerminalID?, account: AccountNumber,
        counter: AccountNumber, amount: Money, type: PostingType, at: Timestamp
    ) {
        self.id = id
        self.key = key
        self.terminal = terminal
        self.account = account
        self.counter = counter
        self.amount = amount
        self.type = type
        self.reverses = type == .reversal ? key : nil
        self.at = at
    }
}
