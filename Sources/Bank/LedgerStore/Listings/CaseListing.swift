package import BankProtocol
package import Ledger

/// Something about one key that only the bank's clerk can settle.
package struct CaseListing: Hashable, Sendable {
    package var id: Int64
    package var kind: CaseKind
    package var terminal: TerminalID
    package var key: RequestKey
    package var opened: Timestamp
    /// `nil` while the case is open.
    package var resolved: Timestamp?
    /// What the bank wrote when it opened the case or, once resolved, what the clerk wrote.
    package var note: String

    package init(
        id: Int64, kind: CaseKind, terminal: TerminalID, key: RequestKey, opened: Timestamp,
        resolved: Timestamp?, note: String
    ) {
        self.id = id
        self.kind = kind
        self.terminal = terminal
        self.key = key
        self.opened = opened
        self.resolved = resolved
        self.note = note
    }
}
