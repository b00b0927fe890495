package import BankProtocol
package import CashMachine

/// All that a machine's journal says of one key that moves money.
package struct KeyStory: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case withdrawal
        case deposit
        /// From the card's account to this one.
        case transfer(to: AccountNumber)
    }

    package var key: RequestKey
    package var kind: Kind
    /// As asked; of a deposit as the escrow counted.
    package var amount: Money
    /// Of the card.
    package var lastFour: String
    /// Whether the machine learnt that the bank has posted it.
    package var isApproved = false
    package var isReversed = false
    package var isSuspect = false
    /// `nil` while it is open.
    package var ending: Ending?

    package var isTransfer: Bool {
        switch kind {
        case .transfer: true
        case .withdrawal, .deposit: false
        }
    }

    /// The stories of a journal, in the order of their keys.
    package static func stories(in entries: some Sequence<JournalEntry>) -> [KeyStory] {
        var stories: [RequestKey: KeyStory] = [:]
        for entry in entries {
            switch entry.event {
            case .withdrawal(let withdrawal):
                stories[withdrawal.key] = KeyStory(
                    key: withdrawal.key, kind: .withdrawal, amount: withdrawal.amount,
                    lastFour: withdrawal.lastFour)
            case .deposit(let deposit):
                stories[deposit.key] = KeyStory(
                    key: deposit.key, kind: .deposit, amount: deposit.amount,
                    lastFour: deposit.lastFour)
            case .transfer(let transfer):
                stories[transfer.key] = KeyStory(
                    key: transfer.key, kind: .transfer(to: transfer.order.to),
                    amount: transfer.order.amount, lastFour: transfer.lastFour)
            case .depositAsked(let key, let notes, _): stories[key]?.amount = notes.value
            case .approved(let key, _): stories[key]?.isApproved = true
            case .reversing(let key, _): stories[key]?.isReversed = true
            case .suspect(let key, _): stories[key]?.isSuspect = true
            case .settled(let key, let ending): stories[key]?.ending = ending
            case .instanceStarted, .devicesKnown, .epochTaken, .fenced, .inquiry, .inquirySettled,
                .dispensing, .presented, .vaulted, .handedBack, .kept, .adviceAcknowledged,
                .counted, .parked, .receipt, .cardKept, .interrupted, .newsTold, .operatorEntered,
                .operatorLeft, .operatorRefused, .cashChange, .cashCounted, .cashChangeSettled,
                .leftToBank, .originalUnknown, .cardsHandedOver, .dayClose, .dayCloseSettled:
                continue
            }
        }
        return stories.values.sorted { $0.key < $1.key }
    }
}
