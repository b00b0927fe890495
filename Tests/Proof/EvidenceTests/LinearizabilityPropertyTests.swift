import BankProtocol
import LinkFaults
import Testing

@testable import Evidence

/// Histories made by a register that surely is one: the search must find an order, and no longer find one when a single
/// read is changed to what the account never held.
struct LinearizabilityPropertyTests {
    @Test(arguments: 1...60)
    func `what a single register did has an order, and what it never did has none`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let (operations, balances) = Self.history(&generator)
        let opening = Money(minorUnits: 1000)
        let search = LinearizabilitySearch(operations, opening: opening)
        guard case .linearizable = search.verdict() else {
            Issue.record("seed \(seed): \(operations)")
            return
        }
        var falsified = operations
        guard
            let read = falsified.indices.last(where: {
                if case .read = falsified[$0].effect { true } else { false }
            })
        else { return }
        let never = (balances.map(\.minorUnits).max() ?? 0) + 1_000_000
        falsified[read].effect = .read(Money(minorUnits: never))
        guard
            case .refused = LinearizabilitySearch(falsified, opening: opening).verdict()
        else {
            Issue.record("seed \(seed): \(falsified)")
            return
        }
    }

    /// Applies operations at rising moments, and says of each only that it was somewhere around its moment.
    private static func history(_ generator: inout SplitMix64) -> ([AccountOperation], [Money]) {
        var balance: Int64 = 1000
        var operations: [AccountOperation] = []
        var balances: [Money] = []
        for moment in stride(from: Int64(0), to: 300, by: 10) {
            let began = moment - Int64.random(in: 0...15, using: &generator)
            let ended = moment + Int64.random(in: 0...15, using: &generator)
            let amount = Int64.random(in: 1...600, using: &generator)
            let effect: AccountOperation.Effect
            switch Int.random(in: 0..<3, using: &generator) {
            case 0:
                effect = .deposit(Money(minorUnits: amount))
                balance += amount
            case 1 where amount <= balance:
                effect = .withdrawal(Money(minorUnits: amount))
                balance -= amount
            case 1:
                effect = .refusal(
                    Money(minorUnits: amount), told: Money(minorUnits: balance))
            default:
                effect = .read(Money(minorUnits: balance))
            }
            balances.append(Money(minorUnits: balance))
            operations.append(AccountOperation(effect, began: began, ended: ended))
        }
        return (operations.shuffled(using: &generator), balances)
    }
}
