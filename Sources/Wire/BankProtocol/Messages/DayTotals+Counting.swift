extension DayTotals {
    package static let none = DayTotals(
        deposits: .none, depositReversals: .none, withdrawals: .none, withdrawalReversals: .none)
}

extension DayTotals.Line {
    package static let none = DayTotals.Line(count: 0, amount: .zero)

    /// Counts one more, of this amount.
    package mutating func add(_ more: Money) {
        count += 1
        amount += more
    }
}
