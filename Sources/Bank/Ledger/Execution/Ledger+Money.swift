import BankProtocol

extension Ledger {
    func withdraw(
        _ amount: Money, _ authority: CardAuthority, _ type: AccountType, _ bearer: Bearer,
        _ facts: Facts, _ execution: inout Execution
    ) throws(Refusal) {
        var card = try admit(authority.card, bearer, facts, &execution)
        let account = try account(type, facts)
        try check(authority.currency)
        try check(amount)
        let most = min(terms.mostPerWithdrawal, leftToday(card, facts))
        guard amount <= most else { throw Refusal(.limitExceeded, .limitLeft(most)) }
        try check(amount, isIn: account)
        card.spending = IssuedCard.Spending(
            day: facts.today, amount: card.spent(on: facts.today) + amount)
        execution.card = card
        execution.movement = Movement(
            amount, from: account.number, to: facts.terminal.cashAccount, type: .withdrawal)
        tell(account, after: -amount, &execution)
    }

    func deposit(
        _ amount: Money, _ currency: Currency, _ type: AccountType, _ facts: Facts,
        _ execution: inout Execution
    ) throws(Refusal) {
        let account = try target(type, facts)
        try check(currency)
        try check(amount)
        guard amount <= terms.mostPerDeposit else {
            throw Refusal(.limitExceeded, .limitLeft(terms.mostPerDeposit))
        }
        execution.movement = Movement(
            amount, from: facts.terminal.cashAccount, to: account.number, type: .deposit)
        tell(account, after: amount, &execution)
    }

    func transfer(
        _ amount: Money, _ authority: CardAuthority, _ from: AccountType, _ to: AccountType,
        _ bearer: Bearer, _ facts: Facts, _ execution: inout Execution
    ) throws(Refusal) {
        _ = try admit(authority.card, bearer, facts, &execution)
        let account = try account(from, facts)
        let target = try target(to, facts)
        try check(authority.currency)
        guard account.number != target.number else { throw Refusal(.invalidTransaction) }
        try check(amount)
        try check(amount, isIn: account)
        execution.movement = Movement(
            amount, from: account.number, to: target.number, type: .transfer)
        tell(account, after: -amount, &execution)
    }

    /// Cash that an operator put in or took out: it is in the machine or not, whatever the books think of it.
    func moveCash(
        _ movement: CashMovement, _ amount: Money, _ currency: Currency, _ facts: Facts,
        _ execution: inout Execution
    ) throws(Refusal) {
        try check(currency)
        try check(amount)
        let cash = facts.terminal.cashAccount
        execution.movement =
            switch movement {
            case .loaded: Movement(amount, from: cash, to: .equity, type: .cash)
            case .removed: Movement(amount, from: .equity, to: cash, type: .cash)
            }
    }

    func leftToday(_ card: IssuedCard, _ facts: Facts) -> Money {
        max(.zero, terms.mostPerCardAndDay - card.spent(on: facts.today))
    }

    /// The customer's account that D102 or D103 names; its type, if told, must be its own.
    private func target(_ type: AccountType, _ facts: Facts) throws(Refusal) -> Account {
        guard let target = facts.target, let own = target.kind.customerType, !target.isFrozen,
            type == .unspecified || type == own
        else { throw Refusal(.notPermittedToCard) }
        return target
    }

    private func check(_ amount: Money, isIn account: Account) throws(Refusal) {
        guard amount <= account.available else {
            throw Refusal(.insufficientFunds, balances: balances(of: account))
        }
    }

    private func tell(_ account: Account, after change: Money, _ execution: inout Execution) {
        var moved = account
        moved.balance += change
        execution.answer.balances = balances(of: moved)
        execution.answer.account = moved.number
    }
}
