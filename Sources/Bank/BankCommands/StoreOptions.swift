internal import ArgumentParser
internal import BankProtocol
internal import Foundation
internal import LedgerStore
internal import MessageSecurity
internal import SQLiteLedgerStore

/// `--store DIR`, and what hangs on it.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The store, a directory. Else BANK_STORE, the configuration, $XDG_STATE_HOME/bank.",
            valueName: "dir"),
        completion: .directory)
    var store: String?

    /// `--store`, else what is set, else the place that the XDG base directory specification names.
    func path() throws(CommandFailure) -> String {
        if let store { return store }
        return try BankSettings.value(of: BankSettings.store)
            ?? Self.usualPath(in: ProcessInfo.processInfo.environment)
    }

    static func usualPath(in environment: [String: String]) -> String {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return "\(state)/bank"
        }
        return "\(environment["HOME"] ?? NSHomeDirectory())/.local/state/bank"
    }

    /// - Throws: `CommandFailure` for wrong settings; `StoreError`.
    func directory() throws -> StoreDirectory {
        try StoreDirectory.open(at: try path())
    }

    func administration() throws -> Administration {
        try Administration(opening: try directory())
    }
}

extension KeyFile {
    func pinVerificationKey() throws(StoreError) -> PINVerificationKey {
        guard let key = PINVerificationKey(bytes: pinVerification) else {
            throw StoreError(.damaged, "keys.json holds a PIN verification key of a wrong length")
        }
        return key
    }

    func fingerprintKey() throws(StoreError) -> FingerprintKey {
        guard let key = FingerprintKey(bytes: fingerprint) else {
            throw StoreError(.damaged, "keys.json holds a fingerprint key of a wrong length")
        }
        return key
    }
}

extension Timestamp {
    /// The wall clock, for the dates of postings.
    static func now() -> Timestamp {
        Timestamp(unixSeconds: Int64(Date().timeIntervalSince1970.rounded(.down)))
    }
}
