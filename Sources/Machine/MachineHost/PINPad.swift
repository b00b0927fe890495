package import BankProtocol
package import MessageSecurity
internal import Synchronization

/// Where the digits of a PIN are typed. They go nowhere but into a PIN block, and are wiped when it is made.
package final class PINPad: Sendable {
    /// What is being typed, and the first entry of a new PIN while the second is typed.
    private struct Digits: ~Copyable {
        var typed = PIN()
        var kept = PIN()

        mutating func wipe() {
            typed.wipe()
            kept.wipe()
        }
    }

    private let digits = Mutex(Digits())
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
    package var count: Int { digits.withLock { $0.typed.count } }

    /// What stands against choosing the digits typed so far as a new PIN.
    package var weakness: PIN.Weakness? { digits.withLock { $0.typed.weakness } }

    /// - Parameter digit: 0...9.
    /// - Returns: `false` when it is full.
    package func append(digit: UInt8) -> Bool { digits.withLock { $0.typed.append(digit) } }

    package func removeLast() { digits.withLock { $0.typed.removeLast() } }

    /// Erases what is being typed; the first entry of a new PIN stays.
    package func clear() { digits.withLock { $0.typed.wipe() } }

    package func wipe() { digits.withLock { $0.wipe() } }

    /// Keeps the digits as the first entry of a new PIN, and takes a second.
    package func keep() {
        digits.withLock { digits in
            swap(&digits.typed, &digits.kept)
            digits.typed.wipe()
        }
    }

    /// Makes a block of the digits and wipes them.
    ///
    /// - Returns: `nil` when there are fewer than 4 digits; they are wiped all the same.
    package func block(for card: CardNumber) -> PINBlock? {
        digits.withLock { digits in
            let block = key.seal(digits.typed, for: card, nonce: nonce())
            digits.wipe()
            return block
        }
    }

    /// Makes a block of a new PIN that was typed twice, and wipes both entries.
    ///
    /// - Returns: `nil` when the two are not the same, or no PIN to be chosen; they are wiped all the same.
    package func newBlock(for card: CardNumber) -> PINBlock? {
        digits.withLock { digits in
            let isGood = digits.typed.matches(digits.kept) && digits.typed.weakness == nil
            let block = isGood ? key.seal(digits.typed, for: card, nonce: nonce()) : nil
            digits.wipe()
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
        try digits.withLock { digits in
            defer { digits.wipe() }
            return try look(digits.typed)
        }
    }
}
