package import BankProtocol
internal import Crypto
internal import CryptoExtras

/// A terminal's AES-128 key for PIN blocks.
package struct PINKey: Sendable {
    package static let length = 16

    private let key: SymmetricKey

    /// - Returns: `nil` unless `bytes` are 16.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// Makes an ISO 9564-1 format 4 block: the PIN field is enciphered, the card number's is added to it, and the sum
    /// is enciphered again. `nonce` is 8 random bytes, other ones for every block, so that equal PINs have unequal
    /// blocks.
    ///
    /// - Returns: `nil` unless the PIN has 4...12 digits.
    package func seal(_ pin: borrowing PIN, for card: CardNumber, nonce: UInt64) -> PINBlock? {
        guard pin.isComplete else { return nil }
        var block = BlockField(pin, nonce: nonce)
        block.encipher(key)
        block.add(BlockField(card))
        block.encipher(key)
        return PINBlock(bytes: block.bytes)
    }

    /// - Returns: `nil` when the block does not decrypt to a PIN of this card.
    package func open(_ block: PINBlock, for card: CardNumber) -> PIN? {
        var field = BlockField(block)
        field.decipher(key)
        field.add(BlockField(card))
        field.decipher(key)
        return field.pin()
    }
}

extension PINKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "PIN key" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// One of the 16-byte fields of ISO 9564-1 format 4, wiped when it goes.
///
///     PIN field   4 N P P P P P/A … P/A   A A   R R R R R R R R     (nibbles; the 8 R are random bytes)
///     PAN field   M P P … P 0 0 … 0                                 (M = number of digits beyond twelve)
private struct BlockField: ~Copyable {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private static let fill: UInt8 = 0xA
    private static let control: UInt8 = 4

    private init() {
        buffer = .allocate(capacity: PINBlock.length)
        buffer.initialize(repeating: 0)
    }

    deinit {
        wipeMemory(UnsafeMutableRawBufferPointer(buffer))
        buffer.deallocate()
    }

    init(_ pin: borrowing PIN, nonce: UInt64) {
        self.init()
        setNibble(0, Self.control)
        setNibble(1, UInt8(pin.count))
        for index in 0..<14 {
            setNibble(2 + index, index < pin.count ? pin.digit(at: index) : Self.fill)
        }
        for index in 0..<8 {
            buffer[8 + index] = UInt8(truncatingIfNeeded: nonce >> UInt64(56 - 8 * index))
        }
    }

    /// Numbers of fewer than twelve digits have zeros in front.
    init(_ card: CardNumber) {
        self.init()
        let digits = Array(card.digits.utf8)
        let padding = max(0, 12 - digits.count)
        setNibble(0, UInt8(max(0, digits.count - 12)))
        for (index, digit) in digits.enumerated() {
            setNibble(1 + padding + index, digit & 0x0F)
        }
    }

    init(_ block: PINBlock) {
        self.init()
        for (index, byte) in block.bytes.enumerated() { buffer[index] = byte }
    }

    /// Only of an enciphered field: the copy is not wiped.
    var bytes: [UInt8] { Array(buffer) }

    mutating func add(_ other: borrowing BlockField) {
        for index in buffer.indices { buffer[index] ^= other.buffer[index] }
    }

    mutating func encipher(_ key: SymmetricKey) {
        transform { bytes throws in try AES.permute(&bytes, key: key) }
    }

    mutating func decipher(_ key: SymmetricKey) {
        transform { bytes throws in try AES.inversePermute(&bytes, key: key) }
    }

    private mutating func transform(
        _ permute: (inout UnsafeMutableBufferPointer<UInt8>) throws -> Void
    ) {
        var bytes = buffer
        do {
            try permute(&bytes)
        } catch {
            preconditionFailure("AES takes blocks and keys of 16 bytes: \(error)")
        }
    }

    /// The PIN of a deciphered PIN field; `nil` when it is none.
    func pin() -> PIN? {
        let count = Int(nibble(1))
        guard nibble(0) == Self.control, PIN.lengths.contains(count) else { return nil }
        var pin = PIN()
        for index in 0..<14 {
            let value = nibble(2 + index)
            let isRight = index < count ? pin.append(value) : value == Self.fill
            guard isRight else { return nil }
        }
        return pin
    }

    private func nibble(_ index: Int) -> UInt8 {
        index.isMultiple(of: 2) ? buffer[index / 2] >> 4 : buffer[index / 2] & 0x0F
    }

    /// - Precondition: The nibble has not been set before.
    private mutating func setNibble(_ index: Int, _ value: UInt8) {
        buffer[index / 2] |= index.isMultiple(of: 2) ? value << 4 : value
    }
}
