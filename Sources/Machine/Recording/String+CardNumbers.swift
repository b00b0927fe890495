internal import BankProtocol

/// Card numbers in a text that somebody typed, in groups or not: digits without a letter between them are one number, whatever
/// else is.
extension String {
    private static let cardLengths = 13...19
    /// No number that the bank looks at is longer.
    private static let longestNumber = 20

    /// The same with a `*` for each digit of a card's number but the last four, and for each of what may hold one.
    var withoutCardNumbers: String {
        var result = ""
        var stretch = ""
        for character in self {
            guard character.isLetter else {
                stretch.append(character)
                continue
            }
            result += stretch.masked + String(character)
            stretch = ""
        }
        return result + stretch.masked
    }

    /// The same with a `*` for each digit.
    var withoutDigits: String { String(map { $0.isOpenDigit ? "*" : $0 }) }

    /// Up to where a card was swiped into it.
    var withoutSwipe: String { String(prefix { $0 != ";" && $0 != "%" }) }

    /// How many digits the number has that it ends with.
    var digitsAtEnd: Int { reversed().prefix { !$0.isLetter }.count(where: \.isOpenDigit) }

    /// Of a stretch without letters.
    private var masked: String {
        let digits = filter(\.isOpenDigit)
        if digits.isCardNumber { return maskedButLastFour(of: digits.count) }
        let isGrouped = !contains(digits)
        let mayHoldCard =
            digits.count > Self.longestNumber
            || isGrouped && digits.count >= Self.cardLengths.lowerBound
        return mayHoldCard ? withoutDigits : self
    }

    /// Whether it is just one, and nothing more.
    private var isCardNumber: Bool {
        Self.cardLengths.contains(count) && CardNumber(digits: self)?.isLuhnValid == true
    }

    private func maskedButLastFour(of count: Int) -> String {
        var open = count - 4
        return String(
            map { character in
                guard character.isOpenDigit, open > 0 else { return character }
                open -= 1
                return "*"
            })
    }
}

extension Character {
    fileprivate var isOpenDigit: Bool { ("0"..."9").contains(self) }
}
