package import BankProtocol
package import MessageSecurity
internal import Synchronization

/// Where the digits of a PIN are typed. They go nowhere but into a PIN block, and are wiped when it is made.
package final class PINPad: Sendable {
    private let digits = Mutex(PIN())
    private let key: PINKey
    private let nonce: @Sendable () -> UInt64

    package init(
        key: PINKey,
        nonce: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    ) {
        self.key = key
        self.nonce = nonce
    }

    /// How many digits there are.
    package var count: Int { digits.withLock { $0.count } }

    /// - Parameter digit: 0...9.
    /// - Returns: `false` when it is full.
    package func append(digit: UInt8) -> Bool { digits.withLock { $0.append(digit) } }

    package func removeLast() { digits.withLock { $0.removeLast() } }

    package func wipe() { digits.withLock { $0.wipe() } }

    /// Makes a block of the digits and wipes them.
    ///
    /// - Returns: `nil` when there are fewer than 4 digits; they are wiped all the same.
    package func block(for card: CardNumber) -> PINBlock? {
        digits.withLock { pin in
            let block = key.seal(pin, for: card, nonce: nonce())
            pin.wipe()
            return block
        }
    }

    /// Has somebody look at the digits, and wipes them.
    ///
    /// - Parameter look: Gets them in their buffer; what it returns must not hold them.
    /// - Returns: What `look` says.
    /// - Throws: What `look` throws; the digits are wiped all the same.
    package func spend<Finding: Sendable>(_ look: (borrowing PIN) throws -> sending Finding) throws
        -> Finding
    {
        try digits.withLock { pin in
            defer { pin.wipe() }
            return try look(pin)
        }
    }
}
