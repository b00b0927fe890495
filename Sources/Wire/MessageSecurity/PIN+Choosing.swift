// What makes a PIN fit to be chosen. Here, so that its digits leave their buffer for no one who judges them.
extension PIN {
    /// Why a PIN would be among the first that a thief tries.
    package enum Weakness: Hashable, Sendable {
        /// 7777.
        case sameDigit
        /// Each digit one more, or one less, than the one before: 1234, 9876.
        case digitsInARow
    }

    /// `nil` while it is incomplete, and for one that is not to be guessed so easily.
    package var weakness: Weakness? {
        guard isComplete else { return nil }
        let steps = (1..<count).map { Int(digit(at: $0)) - Int(digit(at: $0 - 1)) }
        guard let first = steps.first, steps.allSatisfy({ $0 == first }) else { return nil }
        switch first {
        case 0: return .sameDigit
        case 1, -1: return .digitsInARow
        default: return nil
        }
    }

    /// Whether both are the same digits, in a time that does not tell where they differ.
    package func matches(_ other: borrowing PIN) -> Bool {
        guard count == other.count else { return false }
        var difference: UInt8 = 0
        for index in 0..<count { difference |= digit(at: index) ^ other.digit(at: index) }
        return difference == 0
    }
}
