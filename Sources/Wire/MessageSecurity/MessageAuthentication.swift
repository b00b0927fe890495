package import ISO8583

/// A terminal's 16-byte key for message authentication codes.
package struct MACKey: Sendable {
    package init?(bytes: [UInt8]) { fatalError("wire helper") }
}

/// The leftmost 8 bytes of an AES-CMAC.
package struct MAC: Hashable, Sendable {
    package let bits: UInt64

    package init(bits: UInt64) {
        self.bits = bits
    }
}

extension Message {
    /// The MAC field, D64 or D128; `nil` when absent or not 16 hex digits.
    package var mac: MAC? { fatalError("wire helper") }

    /// Appends the MAC field; an answer's covers the MAC of the request that it answers too.
    package mutating func seal(with key: MACKey, answering request: MAC? = nil) {
        fatalError("wire helper")
    }

    package func isAuthentic(under key: MACKey, answering request: MAC? = nil) -> Bool {
        fatalError("wire helper")
    }
}
