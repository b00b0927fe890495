package import BankProtocol

/// A PIN in the clear: 4...12 digits in a fixed buffer that is wiped when it goes.
package struct PIN: ~Copyable {
    package init() {}
    package var count: Int { fatalError("wire helper") }
    /// - Returns: `false` when it is full.
    package mutating func append(_ digit: UInt8) -> Bool { fatalError("wire helper") }
    package mutating func removeLast() { fatalError("wire helper") }
    package mutating func wipe() { fatalError("wire helper") }
}

/// A terminal's AES-128 key for PIN blocks.
package struct PINKey: Sendable {
    package init?(bytes: [UInt8]) { fatalError("wire helper") }

    /// Makes an ISO 9564-1 format 4 block; `nonce` is its 8 random bytes.
    /// - Returns: `nil` unless the PIN has 4...12 digits.
    package func seal(_ pin: borrowing PIN, for card: CardNumber, nonce: UInt64) -> PINBlock? {
        fatalError("wire helper")
    }

    /// - Returns: `nil` when the block does not decrypt to a PIN of this card.
    package func open(_ block: PINBlock, for card: CardNumber) -> PIN? { fatalError("wire helper") }
}

/// The bank's key for what it keeps instead of PINs.
package struct PINVerificationKey: Sendable {
    package init?(bytes: [UInt8]) { fatalError("wire helper") }

    /// HMAC-SHA256(key, PAN ‖ PIN).
    package func proof(of pin: borrowing PIN, for card: CardNumber) -> PINProof {
        fatalError("wire helper")
    }
}

/// The bank's key for what it keeps instead of messages.
package struct FingerprintKey: Sendable {
    package init?(bytes: [UInt8]) { fatalError("wire helper") }
    package func fingerprint(of content: [UInt8]) -> Fingerprint { fatalError("wire helper") }
}
