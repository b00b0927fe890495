/// A currency by its ISO 4217 number, as D49 carries it.
package struct Currency: Hashable, Sendable {
    /// Three digits, 0...999.
    package let number: UInt16

    package init?(number: UInt16) {
        guard number <= 999 else { return nil }
        self.number = number
    }

    private init(known number: UInt16) {
        self.number = number
    }

    /// Bangladeshi taka; its minor unit is the poisha, a hundredth.
    package static let bdt = Currency(known: 50)
}
