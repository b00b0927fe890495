package import BankProtocol
package import MessageSecurity

/// What a bank gives to a terminal that it enrols: one JSON file (`design.md` §2).
package struct TerminalBundle: Sendable {
    package var terminal: TerminalID
    /// `Curzon Hall, Dhaka`.
    package var location: String
    /// `DU Central Bank`.
    package var bank: String
    package var pinKey: PINKey
    /// `nil` for a terminal enrolled without.
    package var macKey: MACKey?

    /// - Throws: `TerminalBundleError`.
    package init(path: String) throws {
        fatalError("bodies follow")
    }
}

/// Why a bundle cannot be used; `description` is a sentence. Exit code 78.
package enum TerminalBundleError: Error, Hashable, Sendable {
    case unreadable(path: String, reason: String)
    /// No JSON, or a member missing or wrong.
    case malformed(path: String, reason: String)
}
