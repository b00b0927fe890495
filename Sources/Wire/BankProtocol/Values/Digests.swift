/// What the bank keeps of a PIN: a keyed hash of card number and PIN, 32 bytes.
package struct PINProof: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// What the bank keeps of a message's content: a keyed hash, 32 bytes. Equal fingerprints = the same content.
package struct Fingerprint: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}
