import BankProtocol

extension Ledger {
    /// The account used is the card's default, as where nothing else is named: a frozen one is refused like any other.
    func verify(
        _ authority: CardAuthority, _ bearer: Bearer, _ facts: Facts, _ execution: inout Execution
    ) throws(Refusal) {
        let card = try admit(authority.card, bearer, facts, &execution)
        let account = try account(.unspecified, facts)
        try check(authority.currency)
        execution.answer.text =
            CustomerFacts(
                name: account.holder, leftToday: leftToday(card, facts),
                mostAtOnce: terms.mostPerWithdrawal
            ).text
        execution.answer.balances = facts.accounts.flatMap(balances(of:))
        execution.answer.account = account.number
        execution.answer.otherAccount = facts.accounts.dropFirst().first?.number
    }

    func tellBalance(
        _ authority: CardAuthority, _ type: AccountType, _ bearer: Bearer, _ facts: Facts,
        _ execution: inout Execution
    ) throws(Refusal) {
        _ = try admit(authority.card, bearer, facts, &execution)
        let account = try account(type, facts)
        try check(authority.currency)
        execution.answer.balances = balances(of: account)
        execution.answer.account = account.number
    }

    func tellStatement(
        _ authority: CardAuthority, _ type: AccountType, _ bearer: Bearer, _ facts: Facts,
        _ execution: inout Execution
    ) throws(Refusal) {
        try tellBalance(authority, type, bearer, facts, &execution)
        execution.answer.statement =
            execution.answer.account.flatMap { facts.statements[$0] } ?? []
    }
}
