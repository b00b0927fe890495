package import BankProtocol
package import CashMachine

/// What one machine's journal claims of one key that moved cash, or may have.
package struct JournalClaim: Hashable, Sendable {
    package enum Standing: Hashable, Sendable {
        /// Final: so much cash left the machine; below zero, so much came in.
        case moved(Money)
        /// Nobody could tell, and an operator has not counted, or his count is the last word.
        case suspect(counted: Money?)
        /// Not settled yet.
        case open
    }

    package var key: RequestKey
    package var standing: Standing

    package init(key: RequestKey, standing: Standing) {
        self.key = key
        self.standing = standing
    }

    /// The claims of a journal, in the order of their keys.
    package static func claims(in entries: some Sequence<JournalEntry>) -> [JournalClaim] {
        var reader = Reader()
        for entry in entries { reader.read(entry.event) }
        return reader.standings.map { JournalClaim(key: $0.key, standing: $0.value) }
            .sorted { $0.key < $1.key }
    }
}

extension JournalClaim {
    private struct Reader {
        var standings: [RequestKey: Standing] = [:]
        /// Of deposits, as last counted.
        private var deposits: [RequestKey: Money] = [:]
        private var changes: [RequestKey: CashChange] = [:]

        mutating func read(_ event: JournalEvent) {
            switch event {
            case .withdrawal(let withdrawal): standings[withdrawal.key] = .open
            case .deposit(let deposit):
                standings[deposit.key] = .open
                deposits[deposit.key] = deposit.amount
            case .depositAsked(let key, let notes, _): deposits[key] = notes.value
            case .suspect(let key, _): standings[key] = .suspect(counted: nil)
            case .counted(let key, let money):
                standings[key] = .suspect(counted: deposits[key] == nil ? money : -money)
            case .settled(let key, let ending):
                // A transfer moves no cash.
                if standings[key] != nil { standings[key] = standing(ending, key) }
            case .cashChange(let key, let change, _):
                changes[key] = change
                standings[key] = .open
            case .cashChangeSettled(let key, let code):
                standings[key] = .moved(code == .approved ? removed(key) : .zero)
            case .instanceStarted, .devicesKnown, .epochTaken, .fenced, .inquiry,
                .inquirySettled, .approved, .dispensing, .presented, .reversing, .vaulted,
                .handedBack, .kept, .transfer, .leftToBank, .adviceAcknowledged, .originalUnknown,
                .parked, .receipt,
                .cardKept, .cardsHandedOver, .interrupted, .newsTold, .operatorEntered,
                .operatorLeft, .operatorRefused, .cashCounted, .dayClose, .dayCloseSettled:
                break
            }
        }

        private func standing(_ ending: Ending, _ key: RequestKey) -> Standing {
            let deposit = deposits[key]
            return switch ending {
            case .declined, .returned, .transferred, .leftToBank: .moved(.zero)
            case .paid(let notes): .moved(notes.value)
            case .reversed(let paid): .moved(paid)
            case .credited: .moved(-(deposit ?? .zero))
            case .kept(let money): .moved(-money)
            case .resolved(let money): .suspect(counted: deposit == nil ? money : -money)
            }
        }

        private func removed(_ key: RequestKey) -> Money {
            guard let change = changes[key] else { return .zero }
            switch change.movement {
            case .loaded: return -change.notes.value
            case .removed: return change.notes.value
            case nil: return .zero
            }
        }
    }
}
