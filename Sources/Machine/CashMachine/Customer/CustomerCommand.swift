package import BankProtocol

/// What a customer may ask of the machine. The screens turn keys into these; anything out of turn is ignored.
package enum CustomerCommand: Hashable, Sendable {
    /// Begins a visit. The bank is not asked yet.
    case insertCard(Card)
    /// The PIN pad has made its block: ask the bank about card and PIN. Again after a wrong PIN.
    case verify(PINBlock)
    case askBalance(AccountType)
    /// The last movements of this account.
    case askStatement(AccountType)
    /// Has the bank take this PIN in place of the one that the visit was begun with.
    case changePIN(to: PINBlock)
    case transfer(TransferOrder)
    /// Pays `amount` in just these notes; the notes were planned on the screen from the last `NoteSupply`.
    case withdraw(Money, NoteCounts, from: AccountType)
    /// Puts these notes into the escrow and asks the bank to take them for the visit's default account.
    case deposit(NoteCounts)
    /// While the bank is asked for cash or a transfer: not any more, please; have it undone.
    case stopWaiting
    /// Asks one of the bank's text services; needs no card, so only while nobody is at the machine.
    case askService(TextService)
    /// Ends the visit: card out.
    case returnCard
    case takeCard
    case takeCash
    /// Takes back notes that were refused.
    case takeNotesBack
    /// At any time: the news of these transactions was read.
    case readNews([RequestKey])
}

/// What the bank does with a text (0600, D3 93 and 94). No money moves, but the request has its key like any other.
package enum TextService: Hashable, Sendable {
    case capitalLetters(String)
    /// Whether the text is a prime number.
    case prime(String)

    /// The most characters that D48 takes.
    package static let longestText = 999
}
