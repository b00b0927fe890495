internal import BankProtocol

/// Card numbers in a text that somebody typed, in groups or not: digits with one space or stroke between them at most.
extension String {
    private static let cardLengths = 13...19
    /// No number that the bank looks at is longer.
    private static let longestNumber = 20

    /// The same with a `*` for each digit of a card's number but the last four.
    var withoutCardNumbers: String {
        var result: [Character] = []
        var number: [Character] = []
        for character in self {
            guard character.isOpenDigit || number.takesSeparator(character) else {
                result += Self.masked(number) + [character]
                number = []
                continue
            }
            number.append(character)
        }
        return String(result + Self.masked(number))
    }

    /// Up to where a card was swiped into it.
    var withoutSwipe: String { String(prefix { $0 != ";" && $0 != "%" }) }

    /// How many digits it ends with.
    var digitsAtEnd: Int {
        var number: [Character] = []
        for character in reversed() {
            guard character.isOpenDigit || number.takesSeparator(character) else { break }
            number.append(character)
        }
        return number.count(where: \.isOpenDigit)
    }

    private static func masked(_ number: [Character]) -> [Character] {
        let digits = String(number.filter(\.isOpenDigit))
        guard isCardNumber(digits) else { return number }
        var open = digits.count - 4
        return number.map { character in
            guard character.isOpenDigit, open > 0 else { return character }
            open -= 1
            return "*"
        }
    }

    /// What is too long for any number may hold one.
    private static func isCardNumber(_ digits: String) -> Bool {
        if digits.count > longestNumber { return true }
        return cardLengths.contains(digits.count)
            && CardNumber(digits: digits)?.isLuhnValid == true
    }
}

extension Character {
    fileprivate var isOpenDigit: Bool { ("0"..."9").contains(self) }
}

extension [Character] {
    /// Never two of them beside each other.
    fileprivate func takesSeparator(_ character: Character) -> Bool {
        (character == " " || character == "-") && last?.isOpenDigit != false
    }
}
