internal import BankProtocol
internal import CertificateAuthority
internal import Foundation
internal import SQLiteLedgerStore

/// The one file that a machine needs to talk to the bank: its name, its keys, where the bank is.
struct TerminalBundle: Codable, Hashable {
    enum CodingKeys: String, CodingKey {
        case terminal, location, bank
        case pinKey = "pin_key"
        case macKey = "mac_key"
        case certificate
        case privateKey = "private_key"
        case ca
    }

    var terminal: String
    var location: String
    /// `HOST:PORT`.
    var bank: String
    /// 32 hex digits.
    var pinKey: String
    /// 32 hex digits; `nil` for a terminal without message authentication.
    var macKey: String?
    /// PEM, like the next two; `nil` for a line without TLS.
    var certificate: String?
    var privateKey: String?
    var ca: String?

    /// Without a certificate.
    init(_ enrolled: EnrolledTerminal, bank: Endpoint) {
        terminal = enrolled.terminal.text
        location = enrolled.location
        self.bank = bank.text
        pinKey = Hex.text(enrolled.keys.pin)
        macKey = enrolled.keys.mac.map(Hex.text)
    }

    /// The same with a certificate, and with the authority that it and the bank's are from.
    func certified(_ own: IssuedCertificate, by authority: CertificateAuthority) -> TerminalBundle {
        var bundle = self
        bundle.certificate = own.certificate
        bundle.privateKey = own.privateKey
        bundle.ca = authority.certificate
        return bundle
    }

    /// Writes absent parts as `null`, so that a bundle always has all its fields.
    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(terminal, forKey: .terminal)
        try fields.encode(location, forKey: .location)
        try fields.encode(bank, forKey: .bank)
        try fields.encode(pinKey, forKey: .pinKey)
        try fields.encode(macKey, forKey: .macKey)
        try fields.encode(certificate, forKey: .certificate)
        try fields.encode(privateKey, forKey: .privateKey)
        try fields.encode(ca, forKey: .ca)
    }

    var file: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(self) + Data("\n".utf8)
        }
    }
}

enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }

    /// - Returns: `nil` unless pairs of hex digits.
    static func bytes(_ text: String) -> [UInt8]? {
        let nibbles = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
        guard nibbles.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for pair in stride(from: 0, to: nibbles.count, by: 2) {
            guard let high = nibbles[pair], let low = nibbles[pair + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}
