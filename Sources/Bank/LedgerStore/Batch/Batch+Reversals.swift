import BankProtocol
import Ledger

extension Batch {
    func answer(_ reversal: Reversal, _ matter: Matter) throws(StoreError) -> Answer {
        let request = matter.request
        switch matter.history.verdict(
            on: reversal, fingerprint: matter.arrival.fingerprint, matter.standing)
        {
        case .replay(let record):
            return record.replay(to: request)
        case .mismatch:
            try open(.keyMismatch, "a reversal does not fit its key's first or original", matter)
            return Answer(to: request, .duplicateKey, .keyMismatch)
        case .settled:
            try open(.keySettled, "a reversal came after its key was settled", matter)
            return Answer(to: request, .duplicateKey, .keySettled)
        case .overpaid:
            return Answer(to: request, .formatError, .field(95))
        case .nothingToUndo:
            return try approve(matter)
        case .undo(let movement):
            let answer = try approve(matter, movement)
            try giveBackLimit(movement.amount, matter)
            try openIfOverdrawn(movement.from, matter)
            return answer
        case .tombstone:
            return try approve(matter, reason: .unknownOriginal)
        }
    }

    private func approve(
        _ matter: Matter, _ movement: Movement? = nil, reason: AnswerReason? = nil
    ) throws(StoreError) -> Answer {
        let answer = Answer(to: matter.request, .approved, reason)
        try record(matter, answer, movement)
        return answer
    }

    /// What is given back may be taken again on the same business day.
    private func giveBackLimit(_ amount: Money, _ matter: Matter) throws(StoreError) {
        guard let original = matter.history.original, let number = original.card,
            var card = try books.card(number), card.spending.day == original.day
        else { return }
        card.spending.amount = max(.zero, card.spending.amount - amount)
        try books.save(card)
    }

    private func openIfOverdrawn(
        _ number: AccountNumber, _ matter: Matter
    ) throws(StoreError) {
        guard let account = try books.account(number), account.kind.customerType != nil,
            account.available < .zero
        else { return }
        try open(.overdrawn, "a reversal took account \(number) below its limit", matter)
    }

    func answer(_ advice: Advice, _ matter: Matter) throws(StoreError) -> Answer {
        let request = matter.request
        switch matter.history.verdict(on: advice, fingerprint: matter.arrival.fingerprint) {
        case .replay(let record):
            return record.replay(to: request)
        case .mismatch:
            try open(.keyMismatch, "an advice came again with other content", matter)
            return Answer(to: request, .duplicateKey, .keyMismatch)
        case .overpaid:
            return Answer(to: request, .formatError, .field(95))
        case .recordOnly:
            return try take(advice, matter, .approved, nil)
        case .force:
            return try take(advice, matter, .approved, try forced(advice, matter))
        case .forceUnknown:
            return try take(advice, matter, .noSuchRecord, try forced(advice, matter))
        }
    }

    private func forced(_ advice: Advice, _ matter: Matter) throws(StoreError) -> Movement? {
        var named: Account?
        if let number = advice.account { named = try books.account(number) }
        return advice.movement(named: named, cash: matter.terminal.cashAccount)
    }

    private func take(
        _ advice: Advice, _ matter: Matter, _ code: ResponseCode, _ movement: Movement?
    ) throws(StoreError) -> Answer {
        let answer = Answer(to: matter.request, code)
        try record(matter, answer, movement)
        let amount = advice.actualAmount.minorUnits
        let what = movement == nil ? "recorded, no posting of its own" : "posted by force"
        try open(advice.caseKind, "\(amount) minor units at the machine; \(what)", matter)
        return answer
    }
}
