import BankProtocol
import Ledger

extension Batch {
    /// One case a row of the first table of `protocol.md` §5.
    func answerOriginal(_ matter: Matter) throws(StoreError) -> Answer {
        let request = matter.request
        switch matter.history.verdict(onOriginal: matter.arrival.fingerprint, matter.standing) {
        case .replay(let record):
            return record.replay(to: request)
        case .mismatch:
            try open(.keyMismatch, "an original came again with other content", matter)
            return Answer(to: request, .duplicateKey, .keyMismatch)
        case .tombstoned:
            return Answer(to: request, .noActionTaken, .keyReversed)
        case .settled:
            return Answer(to: request, .duplicateKey, .keySettled)
        case .fenced:
            return Answer(to: request, .notPermittedToTerminal, .fenced)
        case .stale:
            return Answer(to: request, .duplicateKey, .keyStale)
        case .execute:
            return try execute(matter)
        }
    }

    private func execute(_ matter: Matter) throws(StoreError) -> Answer {
        let facts = try facts(for: matter)
        let execution = ledger.execute(
            matter.request, pin: matter.arrival.pin, newPIN: matter.arrival.newPIN, facts: facts)
        guard execution.answer.code.isRecorded else { return execution.answer }
        if let card = execution.card, card != facts.card { try books.save(card) }
        if let kind = execution.opens { try open(kind, "the terminal's totals differ", matter) }
        if execution.startsPeriod { try books.startPeriod(of: matter.terminal) }
        let isLimited = execution.movement?.type == .withdrawal
        try record(
            matter, execution.answer, execution.movement,
            card: isLimited ? execution.card?.number : nil)
        return execution.answer
    }

    /// Reads what the operation names, and no more: this is on the way of every withdrawal.
    private func facts(for matter: Matter) throws(StoreError) -> Facts {
        var facts = Facts(terminal: matter.terminal, today: try books.businessDay())
        switch matter.request.operation {
        case .verify(let authority):
            try add(authority.card, &facts)
            try addAccounts(reachedBy: .savings, &facts)
        case .balance(let authority, let type), .withdrawal(let authority, _, let type):
            try add(authority.card, &facts)
            try addAccounts(reachedBy: type, &facts)
        case .miniStatement(let authority, let type):
            try add(authority.card, &facts)
            try addAccounts(reachedBy: type, &facts)
            for account in facts.accounts {
                facts.statements[account.number] = try books.statement(of: account.number, last: 10)
            }
        case .deposit(_, _, let target, _):
            facts.target = try books.account(target)
        case .transfer(let authority, _, let type, let target, _):
            try add(authority.card, &facts)
            try addAccounts(reachedBy: type, &facts)
            facts.target = try books.account(target)
        case .changePIN(let card, _, _):
            try add(card, &facts)
        case .dayClose:
            facts.totals = try books.totals(of: matter.terminal)
        case .cashMovement, .capitalLetters, .prime, .reversal, .advice:
            break
        }
        return facts
    }

    private func add(_ card: Card, _ facts: inout Facts) throws(StoreError) {
        facts.card = try books.card(card.number)
    }

    /// The default account alone where no type is named, else every account of the card.
    private func addAccounts(
        reachedBy type: AccountType, _ facts: inout Facts
    ) throws(StoreError) {
        guard let card = facts.card else { return }
        let numbers = type == .unspecified ? [card.account] : card.accounts
        for number in numbers {
            guard let account = try books.account(number) else { continue }
            facts.accounts.append(account)
        }
    }
}
