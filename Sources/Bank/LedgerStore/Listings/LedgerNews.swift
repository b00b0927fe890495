package import BankProtocol
package import Ledger

/// What the books say now to somebody who has read them before: one snapshot.
package struct LedgerNews: Hashable, Sendable {
    /// Those that are new, in order of id.
    package var postings: [LedgerLine] = []
    /// All records of the keys of the new postings.
    package var records: [RecordListing] = []
    /// All of them, as are the cases and the epochs.
    package var accounts: [Account] = []
    package var cases: [CaseListing] = []
    package var epochs: [EpochListing] = []
    /// The accounts of the cash in the terminals.
    package var cashAccounts: [TerminalID: AccountNumber] = [:]

    package init() {}
}

/// What the bank keeps of one thing that it was asked, in so far as it concerns money.
package struct RecordListing: Hashable, Sendable {
    package enum Role: Int64, Hashable, Sendable {
        case original
        case reversal
        case advice
    }

    package var terminal: TerminalID
    package var key: RequestKey
    package var role: Role
    package var code: ResponseCode
    /// D63 of the stored answer.
    package var reason: AnswerReason?
    package var moved: Money?

    package init(
        terminal: TerminalID, key: RequestKey, role: Role, code: ResponseCode,
        reason: AnswerReason? = nil, moved: Money? = nil
    ) {
        self.terminal = terminal
        self.key = key
        self.role = role
        self.code = code
        self.reason = reason
        self.moved = moved
    }
}

/// One epoch of a terminal's keys.
package struct EpochListing: Hashable, Sendable {
    package var terminal: TerminalID
    package var epoch: Epoch
    package var seen: SequenceNumber
    package var mark: SequenceNumber

    package init(
        terminal: TerminalID, epoch: Epoch, seen: SequenceNumber, mark: SequenceNumber
    ) {
        self.terminal = terminal
        self.epoch = epoch
        self.seen = seen
        self.mark = mark
    }
}
