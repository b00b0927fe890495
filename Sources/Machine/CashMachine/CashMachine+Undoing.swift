internal import BankProtocol

// How a withdrawal ends that did not end by the customer taking all of it (`protocol.md` §6).
extension CashMachine {
    enum Finish: Hashable, Sendable {
        /// The dispenser has been told to take notes back in; its reply decides.
        case underway
        case paid(NoteCounts)
        case reversing(paid: NoteCounts)
        case suspect
    }

    /// A withdrawal: asks the dispenser first; its reply decides.
    mutating func undo(_ key: RequestKey, _ reason: ReversalReason) {
        if let transfer = book.transfers[key] { return takeBack(transfer, reason) }
        undoing[key] = reason
        emit(.dispenser(.ask(key)))
    }

    /// Decides by where the notes are. `command` is the one that the dispenser has just replied to.
    mutating func finish(
        _ key: RequestKey, _ reason: ReversalReason, after command: DispenserCommand
    ) -> Finish {
        guard let withdrawal = book.withdrawals[key] else {
            preconditionFailure("the dispenser is asked of operation \(key) that is settled")
        }
        let position = position(for: withdrawal)
        if position.canBeTakenBackIn, command != .retract(key) {
            undoing[key] = reason
            emit(.dispenser(.retract(key)))
            return .underway
        }
        undoing[key] = nil
        return finish(withdrawal, position, reason)
    }

    private mutating func finish(
        _ withdrawal: Withdrawal, _ position: DispenserOperation.Position, _ reason: ReversalReason
    ) -> Finish {
        switch position {
        case .none:
            return reverse(withdrawal, paid: .none, reason)
        case .taken(withdrawal.notes):
            record(.settled(withdrawal.key, .paid(withdrawal.notes)))
            return .paid(withdrawal.notes)
        case .taken(let notes):
            return reverse(withdrawal, paid: notes, reason == .restart ? .restart : .partial)
        case .stacked, .atShutter, .retracted, .unknown:
            suspect(withdrawal, mostPaid: position.mostPaid(of: withdrawal.amount))
            return .suspect
        }
    }

    /// Where the notes are, as far as this device and its journal can be believed.
    private func position(for withdrawal: Withdrawal) -> DispenserOperation.Position {
        guard dispenser.device == book.dispenser?.id else { return .unknown }
        let position = dispenser.position(of: withdrawal.key)
        switch (position, withdrawal.state) {
        case (.none, .presented), (.stacked, .presented):
            return .unknown
        case (.taken(let notes), _) where notes.value > withdrawal.amount:
            return .unknown
        case (.none, _), (.stacked, _), (.atShutter, _), (.taken, _), (.retracted, _),
            (.unknown, _):
            return position
        }
    }

    private mutating func reverse(
        _ withdrawal: Withdrawal, paid notes: NoteCounts, _ reason: ReversalReason
    ) -> Finish {
        let order = ReversalOrder(
            actualAmount: notes.value, reason: reason, sending: sendingTime())
        record(.reversing(withdrawal.key, order))
        emit(.send(reversal(of: withdrawal, order), .nobodyWaits, sentBefore: false))
        return .reversing(paid: notes)
    }

    /// Another journal may have settled it otherwise: it is told to the bank and counted, never reversed (§4.5). The
    /// dispenser must have nothing of it underway.
    mutating func distrust(_ withdrawal: Withdrawal) {
        undoing[withdrawal.key] = nil
        if case .reversing(let order) = withdrawal.state {
            // What was paid was certain when the reversal was written.
            suspect(withdrawal, mostPaid: order.actualAmount)
        } else {
            suspect(withdrawal, mostPaid: position(for: withdrawal).mostPaid(of: withdrawal.amount))
        }
    }

    mutating func suspect(_ withdrawal: Withdrawal, mostPaid: Money) {
        let order = AdviceOrder(
            actualAmount: mostPaid, sending: sendingTime(),
            authorisation: withdrawal.authorisation)
        record(.suspect(withdrawal.key, order))
        emit(.log(.suspect(withdrawal.key)))
        emit(.send(advice(on: withdrawal, order), .nobodyWaits, sentBefore: false))
    }
}

extension DispenserOperation.Position {
    fileprivate var canBeTakenBackIn: Bool {
        switch self {
        case .stacked, .atShutter: true
        case .none, .taken, .retracted, .unknown: false
        }
    }

    /// The most that the device can have paid.
    fileprivate func mostPaid(of amount: Money) -> Money {
        switch self {
        case .none, .stacked: .zero
        case .atShutter(let notes), .taken(let notes), .retracted(let notes):
            min(notes.value, amount)
        case .unknown: amount
        }
    }
}
