internal import BankProtocol

/// The outcomes as text, 79 columns wide.
package enum ContrastTable {
    package static let warning =
        "WARNING: the first three are wrong on purpose; they exist in this comparison alone."

    package static func text(_ outcomes: [ContrastOutcome], of plan: ContrastPlan) -> String {
        let rows = outcomes.map(row)
        return """
            \(warning)

            \(plan.withdrawals) withdrawals of \(ContrastCustomers.amount.grouped) each, \
            \(plan.lossPercent) % of messages lost each way, the bank killed after
            \(plan.killPercent) % of its commits before it can answer, the machine's power cut in \
            \(plan.restartPercent) % of withdrawals; seed \(plan.seed).

            \(heading)
            \(rows.joined(separator: "\n"))

            paid: gave cash. kills, cuts: of the bank, of the machine's power.
            lost: charged, no cash came. doubled: charged again for cash that came once.
            in all: the customers' wallets and accounts, against the beginning.
            """
    }

    private static let heading = line("", "paid", "kills", "cuts", "lost", "doubled", "in all")

    private static func row(_ outcome: ContrastOutcome) -> String {
        line(
            outcome.mode.name, "\(outcome.paidOut)", "\(outcome.bankDeaths)",
            "\(outcome.powerFailures)", outcome.lost.orDash, outcome.doubled.orDash,
            outcome.isConserved ? "conserved" : outcome.difference.grouped)
    }

    private static func line(
        _ name: String, _ paid: String, _ kills: String, _ cuts: String, _ lost: String,
        _ doubled: String, _ inAll: String
    ) -> String {
        name + padded(paid, 30 - name.count) + padded(kills, 6) + padded(cuts, 5)
            + padded(lost, 13) + padded(doubled, 13) + padded(inAll, 12)
    }
}

extension ContrastMode {
    package var name: String {
        switch self {
        case .noRetry: "no retry"
        case .retryWithoutKeys: "retry without keys"
        case .keysWithoutDurability: "keys without durability"
        case .asBuilt: "this machine"
        }
    }
}

extension Money {
    fileprivate var orDash: String { self == .zero ? "-" : grouped }

    /// `-1,234.50`.
    fileprivate var grouped: String {
        let digits = Array(String(minorUnits.magnitude / 100))
        let whole = digits.enumerated().map { place, digit in
            let isGroupEnd = place > 0 && (digits.count - place).isMultiple(of: 3)
            return (isGroupEnd ? "," : "") + String(digit)
        }.joined()
        let minor = minorUnits.magnitude % 100
        return (minorUnits < 0 ? "-" : "") + whole + "." + (minor < 10 ? "0" : "") + "\(minor)"
    }
}
