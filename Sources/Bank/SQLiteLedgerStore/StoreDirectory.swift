package import LedgerStore

/// The directory of a store: mode 0700, with `bank.sqlite`, `keys.json` (0600) and `serving.lock`.
package struct StoreDirectory: Hashable, Sendable {
    package let path: String

    /// Makes the directory (and those above it) with fresh random keys. The books come by `Administration.found`.
    ///
    /// - Throws: `.exists` if a store is there already; `.failed`.
    package static func create(at path: String) throws(StoreError) -> StoreDirectory {
        fatalError("ledger helper")
    }

    /// - Throws: `.missing`; `.unsafe` when others may read or write it.
    package static func open(at path: String) throws(StoreError) -> StoreDirectory {
        fatalError("ledger helper")
    }

    package var databasePath: String { "\(path)/bank.sqlite" }

    /// Reads `keys.json`; cheap enough to do again when a terminal is not in what was read before.
    ///
    /// - Throws: `.missing`, `.unsafe`, `.damaged`, `.failed`.
    package func loadKeys() throws(StoreError) -> KeyFile { fatalError("ledger helper") }

    /// Replaces `keys.json` in one durable step.
    package func saveKeys(_ keys: KeyFile) throws(StoreError) { fatalError("ledger helper") }
}
