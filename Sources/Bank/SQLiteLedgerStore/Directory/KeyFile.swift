package import BankProtocol

/// The bank's secrets; kept outside of the database. Never printed.
package struct KeyFile: Sendable {
    /// 16 bytes each.
    package struct TerminalKeys: Sendable {
        package var pin: [UInt8]
        /// `nil` for terminals enrolled without message authentication.
        package var mac: [UInt8]?
        /// The certificates that the bank takes for this terminal's, oldest first; any other is refused.
        package var certificates: [AcceptedCertificate]

        package init(
            pin: [UInt8], mac: [UInt8]?, certificates: [AcceptedCertificate] = []
        ) {
            self.pin = pin
            self.mac = mac
            self.certificates = certificates
        }
    }

    package struct AcceptedCertificate: Hashable, Sendable {
        /// Hexadecimal digits.
        package var serial: String
        package var expires: Timestamp

        package init(serial: String, expires: Timestamp) {
            self.serial = serial
            self.expires = expires
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
