internal import BankProtocol
internal import CashMachine

// The numbers of a day close as a line of the journal has them.

extension DayTotals {
    private static var lines: [WritableKeyPath<DayTotals, Line>] {
        [\.deposits, \.depositReversals, \.withdrawals, \.withdrawalReversals]
    }

    /// Count and amount of each line.
    var minorUnits: [Int64] {
        Self.lines.flatMap {
            [Int64(self[keyPath: $0].count), self[keyPath: $0].amount.minorUnits]
        }
    }

    /// - Returns: `nil` unless they are the numbers of four lines.
    init?(minorUnits: [Int64]) {
        guard minorUnits.count == 2 * Self.lines.count else { return nil }
        self = .none
        for (place, line) in Self.lines.enumerated() {
            guard let count = Int(exactly: minorUnits[2 * place]), count >= 0 else { return nil }
            self[keyPath: line] = Line(
                count: count, amount: Money(minorUnits: minorUnits[2 * place + 1]))
        }
    }
}

extension DeviceTotals {
    var minorUnits: [Int64] { [paid, kept, inside].map(\.minorUnits) }

    init?(minorUnits: [Int64]) {
        guard minorUnits.count == 3 else { return nil }
        let money = minorUnits.map(Money.init(minorUnits:))
        self.init(paid: money[0], kept: money[1], inside: money[2])
    }
}

extension Settlement {
    /// D39 of the answer that told it.
    var code: ResponseCode { isInBalance ? .approved : .outOfBalance }
}
