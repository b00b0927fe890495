internal import BankProtocol

/// The totals of a day close as the auditor reads or reckons them: counts and amounts of its four lines.
struct SeenTotals: Equatable, CustomStringConvertible {
    enum Line: Int, CaseIterable {
        case deposits
        case depositReversals
        case withdrawals
        case withdrawalReversals

        /// D74–D77.
        var countField: Int { 74 + rawValue }
        /// D86–D89.
        var amountField: Int { 86 + rawValue }
        var isIntoMachine: Bool { self == .deposits || self == .withdrawalReversals }
    }

    private var counts = [Int](repeating: 0, count: Line.allCases.count)
    private var amounts = [Int](repeating: 0, count: Line.allCases.count)

    init() {}

    /// - Returns: `nil` unless all ten fields are there and the net is theirs.
    init?(_ message: SeenMessage) {
        for line in Line.allCases {
            guard let count = message.number(line.countField),
                let amount = message.number(line.amountField)
            else { return nil }
            counts[line.rawValue] = count
            amounts[line.rawValue] = amount
        }
        guard let net = message.text(97), let amount = Int(net.dropFirst()),
            net.first == "C" ? amount == self.net : net.first == "D" && -amount == self.net
        else { return nil }
    }

    init(_ totals: DayTotals) {
        for (place, line) in [
            totals.deposits, totals.depositReversals, totals.withdrawals,
            totals.withdrawalReversals,
        ].enumerated() {
            counts[place] = line.count
            amounts[place] = Int(line.amount.minorUnits)
        }
    }

    var net: Int {
        Line.allCases.reduce(0) { $0 + ($1.isIntoMachine ? 1 : -1) * amounts[$1.rawValue] }
    }

    mutating func add(_ amount: Int, to line: Line) {
        counts[line.rawValue] += 1
        amounts[line.rawValue] += amount
    }

    static func + (lhs: SeenTotals, rhs: SeenTotals) -> SeenTotals {
        var sum = lhs
        for place in sum.counts.indices {
            sum.counts[place] += rhs.counts[place]
            sum.amounts[place] += rhs.amounts[place]
        }
        return sum
    }

    /// A phrase for each line that is not the same, counts and amounts in minor units.
    func differences(from right: SeenTotals) -> [String] {
        Line.allCases.compactMap { line in
            let (mine, theirs) = (text(of: line), right.text(of: line))
            return mine == theirs ? nil : "\(mine) \(line) where \(theirs) are right"
        }
    }

    private func text(of line: Line) -> String {
        "\(counts[line.rawValue])×\(amounts[line.rawValue])"
    }

    var description: String {
        Line.allCases.map(text).joined(separator: " ")
    }
}
