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
        help: ArgumentHelp("The store, a directory.", valueName: "dir"),
        completion: .directory)
    var store: String?

    var path: String {
        store ?? Self.path(in: ProcessInfo.processInfo.environment)
    }

    /// `BANK_STORE`, else the place that the XDG base directory specification names.
    static func path(in environment: [String: String]) -> String {
        if let named = environment["BANK_STORE"], !named.isEmpty { return named }
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return "\(state)/bank"
        }
        return "\(environment["HOME"] ?? NSHomeDirectory())/.local/state/bank"
    }

    func directory() throws(StoreError) -> StoreDirectory {
        try StoreDirectory.open(at: path)
    }

    func administration() throws(StoreError) -> Administration {
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
