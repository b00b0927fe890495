package import BankProtocol

/// The notes that this machine handles, by face value.
package enum Denomination: Int, Hashable, Comparable, Sendable, CaseIterable {
    case thousand = 1000
    case fiveHundred = 500
    case hundred = 100

    package var value: Money { Money(minorUnits: Int64(rawValue) * 100) }

    package static func < (lhs: Denomination, rhs: Denomination) -> Bool {
        lhs.rawValue < rhs.rawValue
    }
}

/// How many notes of each denomination.
package struct NoteCounts: Hashable, Sendable {
    package var thousands: Int
    package var fiveHundreds: Int
    package var hundreds: Int

    package init(thousands: Int = 0, fiveHundreds: Int = 0, hundreds: Int = 0) {
        self.thousands = thousands
        self.fiveHundreds = fiveHundreds
        self.hundreds = hundreds
    }

    package static let none = NoteCounts()

    package subscript(denomination: Denomination) -> Int {
        get {
            switch denomination {
            case .thousand: thousands
            case .fiveHundred: fiveHundreds
            case .hundred: hundreds
            }
        }
        set {
            switch denomination {
            case .thousand: thousands = newValue
            case .fiveHundred: fiveHundreds = newValue
            case .hundred: hundreds = newValue
            }
        }
    }

    /// How many notes in all.
    package var count: Int { thousands + fiveHundreds + hundreds }

    package var value: Money {
        Denomination.allCases.reduce(.zero) { $0 + $1.value * self[$1] }
    }

    package static func + (lhs: NoteCounts, rhs: NoteCounts) -> NoteCounts {
        NoteCounts(
            thousands: lhs.thousands + rhs.thousands,
            fiveHundreds: lhs.fiveHundreds + rhs.fiveHundreds,
            hundreds: lhs.hundreds + rhs.hundreds)
    }
    package static func - (lhs: NoteCounts, rhs: NoteCounts) -> NoteCounts {
        NoteCounts(
            thousands: lhs.thousands - rhs.thousands,
            fiveHundreds: lhs.fiveHundreds - rhs.fiveHundreds,
            hundreds: lhs.hundreds - rhs.hundreds)
    }
}
