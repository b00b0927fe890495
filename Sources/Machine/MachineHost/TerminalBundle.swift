package import BankProtocol
internal import Foundation
package import LineSecurity
package import MessageSecurity

/// What a bank gives to a terminal that it enrols: one JSON file (`design.md` §2).
///
///     {"terminal":"ATM00001","location":"Curzon Hall, Dhaka","bank":"DU Central Bank",
///      "pin_key":"<32 hex>","mac_key":"<32 hex>" or null,
///      "certificate":"<PEM>","private_key":"<PEM>","ca":"<PEM>"}
package struct TerminalBundle: Sendable {
    package var terminal: TerminalID
    /// `Curzon Hall, Dhaka`.
    package var location: String
    /// `DU Central Bank`.
    package var bank: String
    package var pinKey: PINKey
    /// `nil` for a terminal enrolled without.
    package var macKey: MACKey?
    /// `nil` in a bundle from before the bank spoke TLS.
    private var credentials: LineCredentials?
    private var path: String

    /// - Throws: `TerminalBundleError`.
    package init(path: String) throws {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw TerminalBundleError.unreadable(path: path, reason: error.localizedDescription)
        }
        try self.init(json: [UInt8](data), path: path)
    }

    /// Reads the bytes of the file at `path`, which only names it in errors.
    ///
    /// - Throws: `TerminalBundleError.malformed`.
    package init(json: [UInt8], path: String) throws {
        let members: Members
        do {
            members = try JSONDecoder().decode(Members.self, from: Data(json))
        } catch {
            throw TerminalBundleError.malformed(path: path, reason: Members.sentence(for: error))
        }
        terminal = try need(TerminalID(members.terminal), "terminal", path)
        location = members.location
        bank = members.bank
        pinKey = try need(bytes(ofHex: members.pin_key).flatMap(PINKey.init), "pin_key", path)
        macKey = try members.mac_key.map {
            try need(bytes(ofHex: $0).flatMap(MACKey.init), "mac_key", path)
        }
        if let certificate = members.certificate, let key = members.private_key,
            let authority = members.ca
        {
            credentials = LineCredentials(
                certificate: certificate, privateKey: key, authority: authority)
        }
        self.path = path
    }

    /// What the terminal shows to its bank, and takes its bank by.
    ///
    /// - Throws: `.withoutCertificate`, `.malformed`.
    package func tls() throws(TerminalBundleError) -> TerminalSideTLS {
        guard let credentials else {
            throw .withoutCertificate(path: path, terminal: terminal)
        }
        do {
            return try TerminalSideTLS(credentials, terminal: terminal)
        } catch {
            throw .malformed(path: path, reason: "\(error)")
        }
    }
}

/// Why a bundle cannot be used; `description` is a sentence. Exit code 78.
package enum TerminalBundleError: Error, Hashable, Sendable {
    case unreadable(path: String, reason: String)
    /// No JSON, or a member missing or wrong.
    case malformed(path: String, reason: String)
    /// From before the bank spoke TLS.
    case withoutCertificate(path: String, terminal: TerminalID)
}

extension TerminalBundleError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "The terminal's bundle \(path) cannot be read: \(reason)"
        case .malformed(let path, let reason):
            "\(path) is no terminal bundle: \(reason). Have the bank enrol the terminal again."
        case .withoutCertificate(let path, let terminal):
            "\(path) holds no certificate: it is from before the bank spoke TLS. Have the bank enrol the terminal again, "
                + "by bank terminal renew \(terminal) --out FILE."
        }
    }
}

/// Named as in the file.
private struct Members: Decodable {
    var terminal: String
    var location: String
    var bank: String
    var pin_key: String
    var mac_key: String?
    var certificate: String?
    var private_key: String?
    var ca: String?

    static func sentence(for error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, _): "\"\(key.stringValue)\" is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\"\(context.codingPath.map(\.stringValue).joined())\" is no text"
        case .dataCorrupted, .some, nil: "it is no JSON object"
        }
    }
}

private func need<Value>(_ value: Value?, _ member: String, _ path: String) throws -> Value {
    guard let value else {
        throw TerminalBundleError.malformed(path: path, reason: "\"\(member)\" makes no sense")
    }
    return value
}

private func bytes(ofHex text: String) -> [UInt8]? {
    let digits = text.compactMap(\.hexDigitValue)
    guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map {
        UInt8(digits[$0] * 16 + digits[$0 + 1])
    }
}
