package import BankProtocol
package import CashMachine
internal import Ledger
package import LedgerStore

/// Compares, at rest, what one machine's journal and devices say with what the bank's ledger says of it.
///
/// For every key that moves money: the bank has posted just what left or came in, or the machine has called the key a
/// suspect, and the bank has one open case of it. And the devices' own counters bear the journal out. A transfer moves no cash:
/// the account that it was for has got it, or it has not.
package struct Reckoning: Sendable {
    private let terminal: TerminalID
    private let stories: [KeyStory]
    private let dispenser: DispenserReport
    private let escrow: EscrowReport
    /// Cash out of the machine by the ledger's account, by key.
    private let posted: [RequestKey: Money]
    /// What the receivers of transfers have got, by key and account, what was taken back taken off.
    private let received: [RequestKey: [AccountNumber: Money]]
    private let openCases: [RequestKey: [CaseListing]]

    /// - Parameters:
    ///   - terminal: Whose keys these are.
    ///   - entries: Its whole journal.
    ///   - dispenser: As its device says.
    ///   - escrow: As its device says.
    ///   - cash: The terminal's cash account.
    ///   - ledger: Postings; those of other terminals and accounts are passed over.
    ///   - cases: All cases; those of other terminals and the resolved ones are passed over.
    package init(
        terminal: TerminalID, entries: [JournalEntry], dispenser: DispenserReport,
        escrow: EscrowReport, cash: AccountNumber, ledger: some Sequence<LedgerLine>,
        cases: [CaseListing]
    ) {
        self.terminal = terminal
        stories = KeyStory.stories(in: entries)
        self.dispenser = dispenser
        self.escrow = escrow
        var posted: [RequestKey: Money] = [:]
        var received: [RequestKey: [AccountNumber: Money]] = [:]
        for line in ledger where line.terminal == terminal {
            guard let key = line.key else { continue }
            if line.account == cash {
                posted[key, default: .zero] += line.amount
            } else if line.type == .transfer || received[key] != nil {
                received[key, default: [:]][line.account, default: .zero] += line.amount
            }
        }
        self.posted = posted
        self.received = received
        let open = cases.filter { $0.terminal == terminal && $0.resolved == nil }
        openCases = Dictionary(grouping: open, by: \.key)
    }

    /// A sentence for each thing that is wrong; empty when all is in order.
    package func findings() -> [String] {
        (stories.compactMap(finding) + strangers + cassettes + vault).map { "\(terminal): \($0)" }
    }

    /// How many of the keys moved money, or tried to.
    package var keys: Int { stories.count }

    /// The machine's cash gone out less what came in, as the ledger has it.
    package var cashPaidOut: Money { posted.values.reduce(.zero, +) }

    private func finding(_ story: KeyStory) -> String? {
        guard let ending = story.ending else { return "key \(story.name) is still open" }
        if case .transfer(let receiver) = story.kind { return finding(story, ending, receiver) }
        let posted = posted[story.key] ?? .zero
        let cases = openCases[story.key] ?? []
        switch ending {
        case .resolved:
            let isTold = cases.map(\.kind) == [.suspect]
            return isTold ? nil : "suspect \(story.name) has \(cases.count) open cases, not one"
        case .kept(let amount):
            guard cases.map(\.kind) == [.kept] else {
                return "deposit \(story.name) was kept, with \(cases.count) open cases, not one"
            }
            return differs(story, posted, -amount)
        case .declined, .paid, .reversed, .credited, .returned, .transferred, .leftToBank:
            return settled(story, cases) ?? differs(story, posted, ending.cashOut(story.amount))
        }
    }

    private func settled(_ story: KeyStory, _ cases: [CaseListing]) -> String? {
        cases.first.map {
            "key \(story.name) is settled, but has an open case \($0.kind.rawValue)"
        }
    }

    private func finding(
        _ story: KeyStory, _ ending: Ending, _ receiver: AccountNumber
    ) -> String? {
        let got = received[story.key]?[receiver] ?? .zero
        let cases = openCases[story.key] ?? []
        let isAsSaid: Bool
        switch ending {
        case .transferred:
            isAsSaid = got == story.amount
        case .leftToBank where got != .zero, .resolved:
            return cases.count == 1
                ? nil : "transfer \(story.name) has \(cases.count) open cases, not one"
        case .declined, .reversed, .leftToBank:
            isAsSaid = got == .zero
        case .paid, .credited, .returned, .kept:
            isAsSaid = false
        }
        if let finding = settled(story, cases) { return finding }
        return isAsSaid
            ? nil
            : "transfer \(story.name) of \(story.amount.minorUnits) ended as \(ending), and "
                + "\(receiver) has got \(got.minorUnits)"
    }

    private func differs(_ story: KeyStory, _ posted: Money, _ moved: Money) -> String? {
        guard posted != moved else { return nil }
        return "key \(story.name): the ledger has \(posted.minorUnits), the machine "
            + "\(moved.minorUnits) in minor units of cash out"
    }

    /// Keys that the bank posted and the machine never journalled.
    private var strangers: [String] {
        let own = Set(stories.map(\.key))
        return Set(posted.keys).union(received.keys).subtracting(own).sorted().map {
            "key \($0.epoch.number)-\($0.sequence.number) was posted, but is not in the journal"
        }
    }

    private var cassettes: [String] {
        let paid = stories.reduce(Money.zero) { sum, story in
            switch story.ending {
            case .paid(let notes): sum + notes.value
            case .reversed(let paid): sum + paid
            case .resolved(let paid): sum + paid
            case .declined, .credited, .returned, .kept, .transferred, .leftToBank, nil: sum
            }
        }
        let taken = dispenser.tally.taken.value
        guard paid != taken else { return [] }
        return [
            "the journal has \(paid.minorUnits) paid out, the dispenser counted \(taken.minorUnits)"
        ]
    }

    private var vault: [String] {
        let kept = stories.reduce(Money.zero) { sum, story in
            switch story.ending {
            case .credited: sum + story.amount
            case .kept(let amount): sum + amount
            case .declined, .paid, .reversed, .returned, .resolved, .transferred, .leftToBank, nil:
                sum
            }
        }
        let inside = escrow.vaulted.value + escrow.held.value
        guard kept != inside else { return [] }
        return ["the journal has \(kept.minorUnits) taken in, the escrow \(inside.minorUnits)"]
    }
}

extension KeyStory {
    fileprivate var name: String { "\(key.epoch.number)-\(key.sequence.number)" }
}

extension Ending {
    /// What left the machine, above zero; what stayed in it, below.
    fileprivate func cashOut(_ amount: Money) -> Money {
        switch self {
        case .declined, .returned, .transferred, .leftToBank: .zero
        case .paid(let notes): notes.value
        case .reversed(let paid), .resolved(let paid): paid
        case .credited: -amount
        case .kept(let kept): -kept
        }
    }
}
