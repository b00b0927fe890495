import BankProtocol
import Foundation
package import LedgerStore

extension StoreDirectory {
    /// Reads `keys.json`; cheap enough to do again when a terminal is not in what was read before.
    ///
    /// - Throws: `.missing`, `.unsafe`, `.damaged`.
    package func loadKeys() throws(StoreError) -> KeyFile {
        try Self.requirePrivate(keysPath)
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: keysPath))
            return try KeyFile(JSONDecoder().decode(KeyFileText.self, from: data))
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.damaged, "\(keysPath) is not a bank's key file; restore a backup")
        }
    }

    /// Replaces `keys.json` in one durable step.
    package func saveKeys(_ keys: KeyFile) throws(StoreError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let text: Data
        do {
            text = try encoder.encode(KeyFileText(keys))
        } catch {
            throw StoreError(.failed, "cannot write the keys as JSON: \(error)")
        }
        try replace(keysPath, with: text)
    }

    /// Replaces a file for its owner alone in one durable step.
    func replace(_ path: String, with data: Data) throws(StoreError) {
        let draft = path + ".new"
        try write(data, to: draft)
        guard rename(draft, path) == 0 else { throw failure("replace", path) }
        try Self.flush(self.path)
    }

    private func write(_ data: Data, to path: String) throws(StoreError) {
        let file = Foundation.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("write", path) }
        defer { close(file) }
        let written = data.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        guard written == data.count, fsync(file) == 0 else { throw failure("write", path) }
    }

    private func failure(_ what: String, _ path: String) -> StoreError {
        StoreError(.failed, "cannot \(what) \(path): \(lastSystemError())")
    }
}

/// `keys.json`: hexadecimal digits for bytes.
private struct KeyFileText: Codable {
    struct Terminal: Codable {
        var pin_key: String
        var mac_key: String?
        /// Absent in stores from before TLS.
        var certificates: [Certificate]?
    }

    struct Certificate: Codable {
        var serial: String
        /// Seconds since 1970.
        var expires: Int64
    }

    var pin_verification: String
    var fingerprint: String
    var terminals: [String: Terminal]

    init(_ keys: KeyFile) {
        pin_verification = hexadecimal(keys.pinVerification)
        fingerprint = hexadecimal(keys.fingerprint)
        terminals = Dictionary(
            uniqueKeysWithValues: keys.terminals.map { id, keys in
                let text = Terminal(
                    pin_key: hexadecimal(keys.pin), mac_key: keys.mac.map(hexadecimal),
                    certificates: keys.certificates.map {
                        Certificate(serial: $0.serial, expires: $0.expires.unixSeconds)
                    })
                return (id.text, text)
            })
    }
}

private struct NotAKeyFile: Error {}

extension KeyFile {
    fileprivate init(_ text: KeyFileText) throws {
        self.init(
            pinVerification: try bytes(text.pin_verification, count: 32),
            fingerprint: try bytes(text.fingerprint, count: 32))
        for (name, keys) in text.terminals {
            guard let terminal = TerminalID(name) else { throw NotAKeyFile() }
            terminals[terminal] = TerminalKeys(
                pin: try bytes(keys.pin_key, count: 16),
                mac: try keys.mac_key.map { try bytes($0, count: 16) },
                certificates: (keys.certificates ?? []).map {
                    AcceptedCertificate(
                        serial: $0.serial, expires: Timestamp(unixSeconds: $0.expires))
                })
        }
    }

    /// Of a new bank.
    static func random() -> KeyFile {
        KeyFile(pinVerification: randomBytes(32), fingerprint: randomBytes(32))
    }
}

extension KeyFile.TerminalKeys {
    /// Of a new terminal.
    static func random(withMAC: Bool) -> Self {
        Self(pin: randomBytes(16), mac: withMAC ? randomBytes(16) : nil)
    }
}

private func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
}

private func bytes(_ hexadecimal: String, count: Int) throws -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    guard digits.count == count * 2, hexadecimal.count == count * 2 else { throw NotAKeyFile() }
    return (0..<count).map { UInt8(digits[$0 * 2] << 4 | digits[$0 * 2 + 1]) }
}
