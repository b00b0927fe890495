import BankProtocol

extension Ledger {
    func verify(
        _ authority: CardAuthority, _ bearer: Bearer, _ facts: Facts, _ execution: inout Execution
    ) throws(Refusal) {
        let card = try admit(authority.card, bearer, facts, &execution)
        guard let account = facts.accounts.first else { throw Refusal(.notPermittedToCard) }
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
