package import BankProtocol

/// The bank's rules for originals: a request and what the books say → an answer and what the books shall say.
///
/// Reads nothing, writes nothing, knows no clock. The order of checks is `protocol.md` §5, "Order of checks in an
/// execution"; each file of this folder holds the rules of a few operations.
package struct Ledger: Sendable {
    package var terms: Terms

    package init(terms: Terms) {
        self.terms = terms
    }

    /// Executes an original that nothing stands against.
    ///
    /// `pin` is of the PIN that came with the card, the old one in a PIN change, where `newPIN` is there too.
    package func execute(
        _ request: KeyedRequest, pin: PINProof?, newPIN: PINProof?, facts: Facts
    ) -> Execution {
        var execution = Execution(answer: Answer(to: request, .approved))
        do throws(Refusal) {
            let bearer = Bearer(proof: pin, newProof: newPIN)
            try carryOut(request, bearer, facts, &execution)
        } catch {
            execution.answer.code = error.code
            execution.answer.reason = error.reason
            execution.answer.balances = error.balances
        }
        return execution
    }

    private func carryOut(
        _ request: KeyedRequest, _ bearer: Bearer, _ facts: Facts, _ execution: inout Execution
    ) throws(Refusal) {
        guard facts.terminal.isEnabled else {
            throw Refusal(.notPermittedToTerminal, .terminalDisabled)
        }
        switch request.operation {
        case .verify(let authority):
            try verify(authority, bearer, facts, &execution)
        case .balance(let authority, let type):
            try tellBalance(authority, type, bearer, facts, &execution)
        case .miniStatement(let authority, let type):
            try tellStatement(authority, type, bearer, facts, &execution)
        case .withdrawal(let authority, let amount, let type):
            try withdraw(amount, authority, type, bearer, facts, &execution)
            execution.answer.authorisation = AuthorisationID(of: request)
        case .deposit(let amount, let currency, _, let type):
            try deposit(amount, currency, type, facts, &execution)
            execution.answer.authorisation = AuthorisationID(of: request)
        case .transfer(let authority, let amount, let from, _, let to):
            try transfer(amount, authority, from, to, bearer, facts, &execution)
            execution.answer.authorisation = AuthorisationID(of: request)
        case .changePIN(let card, _, _):
            try changePIN(card, bearer, facts, &execution)
        case .cashMovement(let movement, let amount, let currency):
            try moveCash(movement, amount, currency, facts, &execution)
        case .capitalLetters(let text):
            execution.answer.text = capitalLetters(of: text)
        case .prime(let text):
            execution.answer.text = try primality(of: text).rawValue
        case .dayClose(let totals, let currency):
            try closeDay(totals, currency, facts, &execution)
        case .reversal, .advice:
            preconditionFailure("reversals and advices have rules of their own, see `Keys`")
        }
    }

    func check(_ currency: Currency) throws(Refusal) {
        guard currency == terms.currency else { throw Refusal(.invalidTransaction) }
    }

    func check(_ amount: Money) throws(Refusal) {
        guard amount > .zero else { throw Refusal(.invalidAmount) }
    }

    /// D54: ledger and available of one account. What twelve digits cannot say is cut to what they can.
    func balances(of account: Account) -> [Balance] {
        guard let type = account.kind.customerType else { return [] }
        return [(Balance.Kind.ledger, account.balance), (.available, account.available)].map {
            Balance(
                account: type, kind: $0.0, currency: terms.currency,
                amount: min(max($0.1, -Money.wireMaximum), .wireMaximum))
        }
    }

    private func primality(of text: String) throws(Refusal) -> PrimeVerdict {
        switch IntegerText(text) {
        case .notAnInteger: return .notAnInteger
        case .belowZero: return .notPrime
        case .value(let number): return number.isPrime ? .prime : .notPrime
        case .tooLarge: throw Refusal(.invalidTransaction, .numberTooLarge)
        }
    }
}
