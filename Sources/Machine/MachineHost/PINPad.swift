package import BankProtocol
package import MessageSecurity

/// Where the digits of a PIN are typed. They go nowhere but into a PIN block.
package final class PINPad: Sendable {
    package init(
        key: PINKey,
        nonce: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    ) {
        fatalError("bodies follow")
    }

    /// How many digits there are.
    package var count: Int { fatalError("bodies follow") }

    /// - Parameter digit: 0...9.
    /// - Returns: `false` when it is full.
    package func append(digit: UInt8) -> Bool { fatalError("bodies follow") }

    package func removeLast() { fatalError("bodies follow") }

    package func wipe() { fatalError("bodies follow") }

    /// Makes a block of the digits and wipes them.
    ///
    /// - Returns: `nil` when there are fewer than 4 digits; they are wiped all the same.
    package func block(for card: CardNumber) -> PINBlock? { fatalError("bodies follow") }
}
