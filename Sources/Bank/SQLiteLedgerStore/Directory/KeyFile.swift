package import BankProtocol

/// The bank's secrets; kept outside of the database. Never printed.
package struct KeyFile: Sendable {
    /// 16 bytes each.
    package struct TerminalKeys: Sendable {
        package var pin: [UInt8]
        /// `nil` for terminals enrolled without message authentication.
        package var mac: [UInt8]?

        package init(pin: [UInt8], mac: [UInt8]?) {
            self.pin = pin
            self.mac = mac
        }
    }

    /// 32 bytes, for `PINVerificationKey`.
    package var pinVerification: [UInt8]
    /// 32 bytes, for `FingerprintKey`.
    package var fingerprint: [UInt8]
    package var terminals: [TerminalID: TerminalKeys]

    package init(
        pinVerification: [UInt8], fingerprint: [UInt8],
        terminals: [TerminalID: TerminalKeys] = [:]
    ) {
        self.pinVerification = pinVerification
        self.fingerprint = fingerprint
        self.terminals = terminals
    }
}
