package import BankProtocol
package import MessageSecurity

/// What the bank shares with one terminal.
package struct TerminalKeys: Sendable {
    package var pin: PINKey
    /// `nil` for a foreign test client: it sends no MAC and gets none.
    package var mac: MACKey?
    /// The serial numbers, in hexadecimal digits, of the certificates that are good for it now.
    package var certificates: Set<String>

    package init(pin: PINKey, mac: MACKey?, certificates: Set<String> = []) {
        self.pin = pin
        self.mac = mac
        self.certificates = certificates
    }
}

/// The keys at the bank's edge; the books never see them.
package struct BankKeys: Sendable {
    package var pinVerification: PINVerificationKey
    package var fingerprint: FingerprintKey
    /// `nil` when the terminal is not enrolled. Asked for every message, on the event loop: it must not block.
    package var terminal: @Sendable (TerminalID) -> TerminalKeys?

    package init(
        pinVerification: PINVerificationKey, fingerprint: FingerprintKey,
        terminal: @escaping @Sendable (TerminalID) -> TerminalKeys?
    ) {
        self.pinVerification = pinVerification
        self.fingerprint = fingerprint
        self.terminal = terminal
    }
}
