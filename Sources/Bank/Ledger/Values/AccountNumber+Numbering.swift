package import BankProtocol

extension AccountNumber {
    /// The account that opens the books: what customers brought and what lies in machines comes from it.
    package static let equity = AccountNumber(.equity, ordinal: 1)
    /// Money moved by force whose owner no message named.
    package static let suspense = AccountNumber(.suspense, ordinal: 1)

    /// The bank's numbering: kind (2 digits), ordinal (10), check digit (1, as on cards).
    ///
    /// - Precondition: `ordinal` is 1...9,999,999,999.
    package init(_ kind: Account.Kind, ordinal: Int) {
        precondition((1...9_999_999_999).contains(ordinal), "an account's ordinal has ten digits")
        let serial = String(ordinal)
        let padding = String(repeating: "0", count: 10 - serial.utf8.count)
        let body = kind.numberPrefix + padding + serial
        guard let number = AccountNumber(body + String(luhnCheckDigit(of: body))) else {
            preconditionFailure("thirteen digits are an account number")
        }
        self = number
    }
}

extension AccountNumber {
    /// Its place among the accounts of its kind; `nil` when this bank did not number it.
    package var ordinal: Int? {
        let digits = text.utf8.dropFirst(2).prefix(10)
        return text.utf8.count == 13 ? Int(String(decoding: digits, as: UTF8.self)) : nil
    }
}

extension Account.Kind {
    /// The number of the first account of this kind, and the one that none comes after.
    package var numbers: ClosedRange<AccountNumber> {
        AccountNumber(self, ordinal: 1)...AccountNumber(self, ordinal: 9_999_999_999)
    }

    fileprivate var numberPrefix: String {
        switch self {
        case .current: "20"
        case .savings: "10"
        case .cash: "90"
        case .suspense: "91"
        case .equity: "92"
        }
    }
}

/// The digit that, put after `digits`, makes them valid by ISO/IEC 7812-1, annex B.
package func luhnCheckDigit(of digits: String) -> Int {
    var sum = 0
    for (place, digit) in digits.utf8.reversed().enumerated() {
        let value = Int(digit - UInt8(ascii: "0"))
        let weighted = place.isMultiple(of: 2) ? value * 2 : value
        sum += weighted > 9 ? weighted - 9 : weighted
    }
    return (10 - sum % 10) % 10
}
