import BankProtocol
import Ledger

/// Rows as the transaction sees them, kept while no other process has committed.
///
/// What a withdrawal reads is mostly what the last one wrote; reading it from SQLite again would take a third of the
/// time of a batch. `SQLiteBooks.begin` empties it when another process changed the database, every rollback too.
struct RowCache {
    struct EpochName: Hashable {
        var terminal: TerminalID
        var epoch: Epoch
    }

    var businessDay: CivilDate?
    /// Whether a clerk ever resolved a case: only then can one have closed a key.
    var hasResolvedCases: Bool?
    private(set) var terminals: [TerminalID: Terminal] = [:]
    private(set) var epochs: [EpochName: TerminalEpoch] = [:]
    private(set) var cards: [CardNumber: IssuedCard] = [:]
    private(set) var accounts: [AccountNumber: Account] = [:]

    /// Entries of a kind; more begin anew, so that memory stays bounded.
    private static let most = 8192

    mutating func keep(_ terminal: Terminal) {
        if terminals.count >= Self.most { terminals = [:] }
        terminals[terminal.id] = terminal
    }

    mutating func keep(_ epoch: TerminalEpoch, of terminal: TerminalID) {
        if epochs.count >= Self.most { epochs = [:] }
        epochs[EpochName(terminal: terminal, epoch: epoch.epoch)] = epoch
    }

    mutating func keep(_ card: IssuedCard) {
        if cards.count >= Self.most { cards = [:] }
        cards[card.number] = card
    }

    mutating func keep(_ account: Account) {
        if accounts.count >= Self.most { accounts = [:] }
        accounts[account.number] = account
    }

    /// Follows a posting.
    mutating func move(_ amount: Money, to account: AccountNumber) {
        accounts[account]?.balance += amount
    }
}
