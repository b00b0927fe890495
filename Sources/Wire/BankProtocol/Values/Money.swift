/// An amount of money in minor units (for BDT: poisha), signed where a balance or a posting needs it.
///
/// Sums that leave the range of `Int64` are a bug of the caller and trap; amounts from the wire have twelve digits, so
/// nine million of the largest fit.
package struct Money: Hashable, Comparable, Sendable {
    package var minorUnits: Int64

    package init(minorUnits: Int64) {
        self.minorUnits = minorUnits
    }

    package static let zero = Money(minorUnits: 0)

    /// The most that the twelve digits of D4 can say.
    package static let wireMaximum = Money(minorUnits: 999_999_999_999)

    package static func < (lhs: Money, rhs: Money) -> Bool { lhs.minorUnits < rhs.minorUnits }
    package static func + (lhs: Money, rhs: Money) -> Money {
        Money(minorUnits: lhs.minorUnits + rhs.minorUnits)
    }
    package static func - (lhs: Money, rhs: Money) -> Money {
        Money(minorUnits: lhs.minorUnits - rhs.minorUnits)
    }
    package static prefix func - (amount: Money) -> Money { Money(minorUnits: -amount.minorUnits) }
    package static func * (amount: Money, count: Int) -> Money {
        Money(minorUnits: amount.minorUnits * Int64(count))
    }
    package static func += (lhs: inout Money, rhs: Money) { lhs = lhs + rhs }
    package static func -= (lhs: inout Money, rhs: Money) { lhs = lhs - rhs }
}
