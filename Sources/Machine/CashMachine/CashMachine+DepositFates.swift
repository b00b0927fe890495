internal import BankProtocol

// Deposits that nobody waits for: after a restart, and when the bank answers late or badly (`protocol.md` §6).
extension CashMachine {
    package enum DepositFate: Hashable, Sendable {
        /// Nothing was ever sent: the notes go back.
        case giveBack
        /// Perhaps sent: the notes go into the vault, and the same request goes out again until it is answered.
        case confirm
        /// The bank did not take it and will be told what was kept.
        case keep
    }

    /// Asks the escrow first; its reply decides.
    mutating func decide(_ key: RequestKey, _ fate: DepositFate) {
        depositFates[key] = fate
        emit(.escrow(.ask(key)))
    }

    mutating func keep(_ key: RequestKey) {
        decide(key, .keep)
    }

    mutating func settle(_ key: RequestKey, _ fate: DepositFate, after command: EscrowCommand) {
        guard let deposit = book.deposits[key] else {
            preconditionFailure("the escrow is asked of operation \(key) that is settled")
        }
        if case .holding = position(of: deposit), command == .ask(key) {
            return emit(.escrow(fate == .giveBack ? .giveBack(key) : .vault(key)))
        }
        depositFates[key] = nil
        switch fate {
        case .giveBack: handBack(deposit)
        case .confirm: confirm(deposit)
        case .keep: endUnposted(deposit)
        }
    }

    /// Another journal may have settled it otherwise: it is told to the bank with what this machine surely holds of it,
    /// and its request is not repeated (§4.5).
    mutating func distrust(_ deposit: Deposit) {
        depositFates[deposit.key] = nil
        let position = position(of: deposit)
        if case .holding = position { emit(.escrow(.vault(deposit.key))) }
        var asked = deposit
        if case .escrowed = deposit.state {
            asked.state = .intent(sendingTime())
            record(.depositAsked(deposit.key, deposit.notes, sendingTime()))
        }
        tellKept(asked, position.kept.value)
    }

    /// Where the notes are, as far as this device and the journal can tell. It remembers one operation; of the earlier ones
    /// the journal knows.
    private func position(of deposit: Deposit) -> EscrowOperation.Position {
        switch deposit.state {
        case .vaulted, .kept:
            .vaulted(deposit.notes)
        case .handedBack:
            .returned(deposit.notes)
        case .escrowed, .intent:
            escrow.device == book.escrow?.id ? escrow.position(of: deposit.key) : .unknown
        }
    }

    private mutating func handBack(_ deposit: Deposit) {
        switch position(of: deposit) {
        case .none:
            record(.settled(deposit.key, .returned(.none)))
        case .returned(let notes):
            record(.settled(deposit.key, .returned(notes)))
        case .holding(let notes), .vaulted(let notes):
            // Stuck, or not as told: the notes are inside and were never asked for, so the bank is told of them.
            record(.depositAsked(deposit.key, notes, sendingTime()))
            emit(.log(.escrowDisagrees(deposit.key)))
            keep(deposit.key)
        case .unknown:
            record(.depositAsked(deposit.key, deposit.notes, sendingTime()))
            emit(.log(.escrowDisagrees(deposit.key)))
            keep(deposit.key)
        }
    }

    /// What was given back and refused is `returned`, which only the answer can tell; so the request goes out all the same.
    private mutating func confirm(_ deposit: Deposit) {
        switch (position(of: deposit), deposit.state) {
        case (_, .vaulted), (_, .handedBack):
            break
        case (.returned(let notes), _):
            record(.handedBack(deposit.key, notes))
        case (.vaulted, _):
            record(.vaulted(deposit.key))
        case (.none, _), (.holding, _), (.unknown, _):
            emit(.log(.escrowDisagrees(deposit.key)))
            record(.vaulted(deposit.key))
        }
        guard !book.isFenced, deposit.key.epoch == book.epoch else { return keep(deposit.key) }
        repeatOwed(for: deposit.key)
    }

    /// The bank has not posted it, and will not.
    private mutating func endUnposted(_ deposit: Deposit) {
        let position = position(of: deposit)
        if case .returned(let notes) = position {
            record(.settled(deposit.key, .returned(notes)))
        } else {
            tellKept(deposit, position.kept.value)
        }
    }

    private mutating func tellKept(_ deposit: Deposit, _ amount: Money) {
        guard let sent = deposit.sending else {
            preconditionFailure("deposit \(deposit.key) is kept although it was never asked")
        }
        let order = AdviceOrder(actualAmount: amount, sending: sendingTime())
        record(.kept(deposit.key, order))
        emit(.send(advice(on: deposit, sent, order), .nobodyWaits, sentBefore: false))
    }

    /// The answer to a deposit whose customer has gone.
    mutating func depositAnswered(_ answer: Answer, _ deposit: Deposit) {
        switch Deposit.Verdict(answer, amount: deposit.amount) {
        case .credited:
            if case .returned = position(of: deposit) {
                // Credited although it was refused before and handed back: the bank hears that nothing was kept, and has a
                // case of it.
                emit(.log(.escrowDisagrees(deposit.key)))
                return tellKept(deposit, .zero)
            }
            record(.settled(deposit.key, .credited))
            replaceReceipt(of: deposit.key, answer.authorisation)
        case .refused:
            keep(deposit.key)
        case .unusable:
            park(answer.exchange, answer)
            keep(deposit.key)
        }
    }
}
