package import BankProtocol
package import Ledger

/// A card as a clerk sees it: without what the bank keeps of the PIN.
package struct CardListing: Hashable, Sendable {
    /// Prints itself masked.
    package var number: CardNumber
    package var account: AccountNumber
    package var otherAccount: AccountNumber?
    package var state: IssuedCard.State
    /// 0 = PIN locked.
    package var triesLeft: Int
    package var expiry: CardExpiry

    package init(_ card: IssuedCard) {
        number = card.number
        account = card.account
        otherAccount = card.otherAccount
        state = card.state
        triesLeft = card.triesLeft
        expiry = card.expiry
    }
}
