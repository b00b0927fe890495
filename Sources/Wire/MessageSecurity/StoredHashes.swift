package import BankProtocol
internal import Crypto

/// The bank's key for what it keeps instead of PINs.
package struct PINVerificationKey: Sendable {
    package static let length = 32

    /// Keyed and fresh; each hash is made by a copy of it.
    private let hmac: HMAC<SHA256>

    /// - Returns: `nil` unless `bytes` are 32.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        hmac = HMAC(key: SymmetricKey(data: bytes))
    }

    /// HMAC-SHA256(key, PAN ‖ PIN), both in ASCII digits.
    package func proof(of pin: borrowing PIN, for card: CardNumber) -> PINProof {
        var hmac = hmac
        hmac.update(data: Array(card.digits.utf8))
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: pin.count) { digits in
            for index in 0..<pin.count {
                digits.initializeElement(at: index, to: UInt8(ascii: "0") + pin.digit(at: index))
            }
            hmac.update(data: UnsafeRawBufferPointer(digits))
            wipeMemory(UnsafeMutableRawBufferPointer(digits))
        }
        return PINProof(bytes: Array(hmac.finalize()))
    }
}

/// The bank's key for what it keeps instead of messages.
package struct FingerprintKey: Sendable {
    package static let length = 32

    /// Keyed and fresh; each hash is made by a copy of it.
    private let hmac: HMAC<SHA256>

    /// - Returns: `nil` unless `bytes` are 32.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        hmac = HMAC(key: SymmetricKey(data: bytes))
    }

    /// HMAC-SHA256 of `content`, a message's `sharedContent()`.
    package func fingerprint(of content: [UInt8]) -> Fingerprint {
        var hmac = hmac
        hmac.update(data: content)
        return Fingerprint(bytes: Array(hmac.finalize()))
    }
}

extension PINVerificationKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "PIN verification key" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension FingerprintKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "fingerprint key" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
