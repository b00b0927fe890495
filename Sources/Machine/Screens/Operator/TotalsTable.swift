import BankProtocol
import CashMachine

/// A day's totals, row by row, by those who count them.
struct TotalsTable: Equatable {
    enum Name: Hashable {
        case withdrawals
        case givenBack
        case deposits
        case takenBack
        case paidOut
        case takenIn
        case cash

        /// The devices count notes, not transactions.
        var concernsDevices: Bool {
            switch self {
            case .paidOut, .takenIn, .cash: true
            case .withdrawals, .givenBack, .deposits, .takenBack: false
            }
        }
    }

    struct Figure: Equatable {
        /// `nil` where money alone is told.
        var count: Int?
        var amount: Money

        init(_ line: DayTotals.Line) {
            count = line.count
            amount = line.amount
        }

        init(_ amount: Money) {
            self.amount = amount
        }
    }

    struct Row: Equatable {
        var name: Name
        var journal: Figure?
        /// `nil` before the bank was asked.
        var bank: Figure?
        var devices: Money?

        /// Whether what is known of it differs.
        var isUneven: Bool {
            let known = [journal?.amount, bank?.amount, devices].compactMap(\.self)
            return Set(known).count > 1
        }
    }

    let rows: [Row]

    /// Since the last close.
    init(_ day: DayStanding) {
        self.init(journal: day.totals, bank: nil, devices: day.devices, inside: day.inside)
    }

    init(_ last: ClosedDay) {
        self.init(
            journal: last.totals, bank: last.bank, devices: last.devices, inside: last.inside)
    }

    private init(journal: DayTotals, bank: DayTotals?, devices: DeviceTotals?, inside: Money) {
        let lines: [(Name, KeyPath<DayTotals, DayTotals.Line>)] = [
            (.withdrawals, \.withdrawals), (.givenBack, \.withdrawalReversals),
            (.deposits, \.deposits), (.takenBack, \.depositReversals),
        ]
        let sums: [(Name, KeyPath<DayTotals, Money>, Money?)] = [
            (.paidOut, \.paidOut, devices?.paid), (.takenIn, \.takenIn, devices?.kept),
        ]
        // What must be inside if the journal, or the bank, has counted all that moved.
        let cash = { (totals: DayTotals?) -> Figure? in
            guard let totals, let devices else { return nil }
            return Figure(inside + totals.net - devices.net)
        }
        rows =
            lines.map {
                Row(
                    name: $0, journal: Figure(journal[keyPath: $1]),
                    bank: (bank?[keyPath: $1]).map(Figure.init))
            }
            + sums.map {
                Row(
                    name: $0, journal: Figure(journal[keyPath: $1]),
                    bank: (bank?[keyPath: $1]).map(Figure.init), devices: $2)
            } + [Row(name: .cash, journal: cash(journal), bank: cash(bank), devices: inside)]
    }
}

extension DayTotals {
    fileprivate var paidOut: Money { withdrawals.amount - withdrawalReversals.amount }
    fileprivate var takenIn: Money { deposits.amount - depositReversals.amount }
}

extension Texts.Supervisor.Totals {
    func name(of row: TotalsTable.Name) -> String {
        switch row {
        case .withdrawals: withdrawals
        case .givenBack: givenBack
        case .deposits: deposits
        case .takenBack: takenBack
        case .paidOut: paidOut
        case .takenIn: takenIn
        case .cash: cash
        }
    }
}
