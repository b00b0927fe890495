internal import ISO8583

/// What a verify answer's D48 says of the customer: `NAME=…;LEFT=…;MAX=…`.
package struct CustomerFacts: Hashable, Sendable {
    /// 1...60 printable ASCII characters without `;`.
    package let name: String
    /// What the card may still take today.
    package var leftToday: Money
    /// The most of one withdrawal.
    package var mostAtOnce: Money

    /// `name` is cut after 60 characters, and `?` stands for each that a message cannot carry, so that no name that a
    /// clerk once gave can keep an answer from being sent.
    package init(name: String, leftToday: Money, mostAtOnce: Money) {
        self.name = Self.carriable(name)
        self.leftToday = leftToday
        self.mostAtOnce = mostAtOnce
    }

    /// Whether a message carries `name` unchanged.
    package static func canCarry(name: String) -> Bool {
        (1...60).contains(name.utf8.count) && name.utf8.allSatisfy(isCarriable)
    }

    private static func carriable(_ name: String) -> String {
        if canCarry(name: name) { return name }
        let characters = name.prefix(60).map { character in
            character.utf8.allSatisfy(isCarriable) ? character : "?"
        }
        return characters.isEmpty ? "?" : String(characters)
    }

    private static func isCarriable(_ character: UInt8) -> Bool {
        character.isPrintable && character != UInt8(ascii: ";")
    }
}
