internal import BankProtocol
internal import Crypto
internal import CryptoExtras
package import ISO8583

/// A terminal's key for message authentication codes: 16 bytes, for AES-CMAC.
package struct MACKey: Sendable {
    package static let length = 16

    /// Keyed and fresh; each code is made by a copy of it.
    private let cmac: AES.CMAC

    /// - Returns: `nil` unless `bytes` are 16.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        do {
            cmac = try AES.CMAC(key: SymmetricKey(data: bytes))
        } catch {
            preconditionFailure("AES takes keys of 16 bytes: \(error)")
        }
    }

    /// The MAC of `bytes`, followed by the MAC of the request where they are an answer's.
    ///
    /// Source: RFC 4493 (AES-CMAC), of which the leftmost 8 bytes are kept.
    package func code(over bytes: ArraySlice<UInt8>, answering request: MAC? = nil) -> MAC {
        var cmac = cmac
        bytes.withUnsafeBytes { cmac.update(bufferPointer: $0) }
        if let request {
            withUnsafeBytes(of: request.bits.bigEndian) { cmac.update(bufferPointer: $0) }
        }
        let tag = cmac.finalize()
        return tag.withUnsafeBytes {
            MAC(bits: UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)))
        }
    }
}

extension MACKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "MAC key" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// The leftmost 8 bytes of an AES-CMAC.
package struct MAC: Hashable, Sendable {
    package let bits: UInt64

    package init(bits: UInt64) {
        self.bits = bits
    }

    /// Takes as long for a wrong MAC as for a right one.
    fileprivate func equalsInConstantTime(_ other: MAC) -> Bool { bits ^ other.bits == 0 }
}

extension Message {
    private static let macDigits = 16

    /// The MAC field: D128 when there is a second bit map, else D64; `nil` when absent or not 16 upper-case hex digits.
    package var mac: MAC? {
        guard let digits = content(of: macField) else { return nil }
        var bits: UInt64 = 0
        for digit in digits {
            guard let value = digit.hexadecimalValue else { return nil }
            bits = bits << 4 | UInt64(value)
        }
        return MAC(bits: bits)
    }

    /// Appends the MAC field; an answer's covers the MAC of the very request or repeat that it answers too.
    package mutating func seal(with key: MACKey, answering request: MAC? = nil) {
        set(macField, to: Array(repeating: UInt8(ascii: "0"), count: Self.macDigits))
        let mac = key.code(over: authenticatedBytes, answering: request)
        set(macField) { frame in
            for shift in stride(from: UInt64(60), through: 0, by: -4) {
                frame.append(UInt8(hexadecimalDigit: UInt8(mac.bits >> shift & 0x0F)))
            }
        }
    }

    /// Whether the message bears the MAC that `key` gives it; `false` also when it bears none.
    package func isAuthentic(under key: MACKey, answering request: MAC? = nil) -> Bool {
        guard let mac else { return false }
        return key.code(over: authenticatedBytes, answering: request).equalsInConstantTime(mac)
    }

    /// All up to the MAC field, which is last and whose bit is set.
    private var authenticatedBytes: ArraySlice<UInt8> { encoded().dropLast(Self.macDigits) }
}
