internal import Crypto
internal import CryptoExtras

/// What a machine keeps instead of its operator's code: scrypt of the digits, with a salt of its own.
///
/// Six digits are soon tried out by whoever has the hash; scrypt makes it a matter of hours rather than of moments, and
/// the pause after wrong ones a matter of years at the keyboard.
///
/// Source: RFC 7914, with N = 2^14, r = 8, p = 1.
package struct OperatorCodeHash: Hashable, Sendable {
    package static let digits = 6
    package static let saltLength = 16
    package static let length = 32

    package let salt: [UInt8]
    package let hash: [UInt8]

    /// One that was stored; `nil` unless both have their length.
    package init?(salt: [UInt8], hash: [UInt8]) {
        guard salt.count == Self.saltLength, hash.count == Self.length else { return nil }
        self.salt = salt
        self.hash = hash
    }

    /// The hash of a new code; `nil` for a code or a salt of another length.
    ///
    /// - Parameters:
    ///   - code: Six digits.
    ///   - salt: Random, `saltLength` bytes.
    /// - Throws: When there is no memory for it (16 MiB).
    package init?(of code: borrowing PIN, salt: [UInt8]) throws {
        guard code.count == Self.digits, salt.count == Self.saltLength else { return nil }
        self.salt = salt
        hash = try Self.scrypt(code, salt)
    }

    /// Whether this is its code; takes as long for a wrong one.
    ///
    /// - Throws: As the initialiser.
    package func matches(_ code: borrowing PIN) throws -> Bool {
        guard code.count == Self.digits else { return false }
        let other = try Self.scrypt(code, salt)
        return zip(hash, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func scrypt(_ code: borrowing PIN, _ salt: [UInt8]) throws -> [UInt8] {
        try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: code.count) { digits in
            defer { wipeMemory(UnsafeMutableRawBufferPointer(digits)) }
            for index in 0..<code.count {
                digits.initializeElement(at: index, to: UInt8(ascii: "0") + code.digit(at: index))
            }
            let key = try KDF.Scrypt.deriveKey(
                from: UnsafeBufferPointer(digits), salt: salt, outputByteCount: length,
                rounds: 1 << 14, blockSize: 8, parallelism: 1)
            return key.withUnsafeBytes { Array($0) }
        }
    }
}

extension OperatorCodeHash: CustomStringConvertible, CustomReflectable {
    package var description: String { "operator's code" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
