package import BankProtocol
package import CashMachine

/// Writes down what the customers of one machine see, with the times of their asking and seeing.
package struct Diary: Sendable {
    private let terminal: TerminalID
    /// When the last act was done.
    private var actedAt: Int64 = 0
    private var asked: RequestKey?
    private var cardholder: Cardholder?
    private var account: AccountNumber?

    package init(terminal: TerminalID) {
        self.terminal = terminal
    }

    /// A customer is about to act.
    package mutating func willAct(_ act: SimulatedCustomer.Act, at now: Int64) {
        actedAt = now
    }

    package mutating func arrived(_ cardholder: Cardholder) {
        self.cardholder = cardholder
        account = nil
    }

    package mutating func heard(_ report: MachineReport, at now: Int64) -> [Sighting] {
        switch report {
        case .asking(_, let reference):
            asked = reference.key
            return [Sighting(.asked, at: actedAt, terminal: terminal, reference.key)]
        case .verified(let customer):
            account = customer.account
            guard let asked, let holder = cardholder else { return [] }
            let other = customer.otherAccount.flatMap { number in
                holder.otherAccount.map { (number, $0) }
            }
            return [(customer.account, holder.account)].appending(other).compactMap {
                read($0.0, $0.1, customer.balances, asked, now)
            }
        case .balances(let balances, let reference):
            guard let account, let holder = cardholder else { return [] }
            return [read(account, holder.account, balances, reference.key, now)].compactMap { $0 }
        case .refused(let refusal):
            guard case .bank(let code, _) = refusal.cause else { return [] }
            return [
                Sighting(
                    .refused, at: now, terminal: terminal, refusal.reference.key,
                    balance: refusal.available, code: code)
            ]
        case .takeCard(.cash(_, let reference), _):
            return [Sighting(.approved, at: now, terminal: terminal, reference.key)]
        case .receipt(let receipt):
            guard case .approved = receipt.result else { return [] }
            return [Sighting(.approved, at: now, terminal: terminal, receipt.reference.key)]
        case .link, .service, .supply, .unsettled, .interrupted, .news, .replacementReceipt,
            .supervision, .pinWanted, .attempt, .statement, .pinChanged, .serviceAnswered,
            .takeCard, .takeCash, .takeNotesBack, .undoing, .cardKept, .cashRetracted,
            .dispenseFailed, .cashInDoubt, .visitEnded:
            return []
        }
    }

    private func read(
        _ account: AccountNumber, _ type: AccountType, _ balances: [Balance], _ key: RequestKey,
        _ now: Int64
    ) -> Sighting? {
        balances.first { $0.account == type && $0.kind == .ledger }.map {
            Sighting(
                .read, at: now, terminal: terminal, key, account: account, balance: $0.amount)
        }
    }
}

extension Array {
    fileprivate func appending(_ element: Element?) -> [Element] {
        element.map { self + [$0] } ?? self
    }
}
