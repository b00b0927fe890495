package import BankProtocol
internal import CashMachine
package import Workload

/// What happened to one account while several machines served its owners at once.
package struct History: Hashable, Sendable {
    package var account: AccountNumber
    package var operations: [AccountOperation]
}

/// What one machine's side knows of a stretch of time: its customers' sightings, and what its journal gained.
package struct Testimony: Sendable {
    package var terminal: TerminalID
    package var sightings: [Sighting]
    package var stories: [KeyStory]

    package init(terminal: TerminalID, sightings: [Sighting], stories: [KeyStory]) {
        self.terminal = terminal
        self.sightings = sightings
        self.stories = stories
    }
}

/// The time between two moments at which nothing was underway, in nanoseconds.
package struct Stretch: Hashable, Sendable {
    package var from: Int64
    package var to: Int64

    package init(from: Int64, to: Int64) {
        self.from = from
        self.to = to
    }
}

extension History {
    /// Makes the histories of all accounts that somebody touched.
    ///
    /// - Parameters:
    ///   - testimonies: Of all machines that served them, one each.
    ///   - accounts: The account behind each card's default, by the card's last four digits.
    ///   - closing: What each account held at the end, when all was at rest.
    ///   - stretch: When all this was.
    /// - Returns: One history an account, in the order of their numbers.
    package static func histories(
        of testimonies: [Testimony], accounts: [String: AccountNumber],
        closing: [AccountNumber: Money], in stretch: Stretch
    ) -> [History] {
        var operations: [AccountNumber: [AccountOperation]] = [:]
        for testimony in testimonies {
            let told = Told(testimony)
            for (account, read) in told.reads(stretch) {
                operations[account, default: []] += [read]
            }
            for story in testimony.stories {
                if let account = accounts[story.lastFour] {
                    let place = operations[account]?.count ?? 0
                    operations[account, default: []] += told.operations(
                        of: story, at: place, stretch)
                }
                if case .transfer(let receiver) = story.kind {
                    let place = operations[receiver]?.count ?? 0
                    operations[receiver, default: []] += told.receiving(
                        of: story, at: place, stretch)
                }
            }
        }
        let touched = operations.filter { !$0.value.isEmpty }
        return touched.sorted { $0.key < $1.key }.map { account, operations in
            var all = operations
            if let balance = closing[account] {
                // After the end of all the others.
                all.append(
                    AccountOperation(
                        .read(balance), began: stretch.to + 1, ended: stretch.to + 2, name: "rest"))
            }
            return History(account: account, operations: all)
        }
    }
}

/// A testimony's sightings, by key.
private struct Told {
    private let terminal: TerminalID
    private var asked: [RequestKey: Int64] = [:]
    private var approved: [RequestKey: Int64] = [:]
    private var refused: [RequestKey: Sighting] = [:]
    private var reads: [Sighting] = []

    init(_ testimony: Testimony) {
        terminal = testimony.terminal
        for sighting in testimony.sightings {
            guard let key = sighting.key else { continue }
            switch sighting.event {
            case .asked: asked[key] = sighting.at
            case .approved: approved[key] = approved[key] ?? sighting.at
            case .refused: refused[key] = sighting
            case .read: reads.append(sighting)
            }
        }
    }

    func reads(_ stretch: Stretch) -> [(AccountNumber, AccountOperation)] {
        reads.compactMap { sighting in
            guard let key = sighting.key,
                let account = sighting.account.flatMap(AccountNumber.init),
                let balance = sighting.balance
            else { return nil }
            return (
                account,
                AccountOperation(
                    .read(Money(minorUnits: balance)), began: asked[key] ?? stretch.from,
                    ended: sighting.at, name: name(key))
            )
        }
    }

    /// What one key did to its account: nothing, one thing, or a withdrawal and its reversal.
    ///
    /// What the customer did not live to see is over by the end of the stretch, when the journal called it settled.
    func operations(of story: KeyStory, at place: Int, _ stretch: Stretch) -> [AccountOperation] {
        func operation(_ effect: AccountOperation.Effect, _ ended: Int64?) -> AccountOperation {
            self.operation(effect, of: story, ended, stretch)
        }
        switch story.ending {
        case .declined(.insufficientFunds):
            let sighting = refused[story.key]
            let told = sighting?.balance.map { Money(minorUnits: $0) }
            return [operation(.refusal(story.amount, told: told), sighting?.at)]
        case .paid, .transferred:
            return [operation(.withdrawal(story.amount), approved[story.key])]
        case .leftToBank:
            return [operation(.doubtfulWithdrawal(story.amount), nil)]
        case .resolved where story.isTransfer:
            return [operation(.doubtfulWithdrawal(story.amount), nil)]
        case .resolved:
            return [operation(.withdrawal(story.amount), approved[story.key])]
        case .reversed(let paid):
            let withdrawal =
                story.isApproved
                ? operation(.withdrawal(story.amount), approved[story.key])
                : operation(.doubtfulWithdrawal(story.amount), nil)
            return [withdrawal, operation(.reversal(of: place, story.amount - paid), nil)]
        case .credited:
            return [operation(.deposit(story.amount), approved[story.key])]
        case .kept(let amount):
            return [operation(.deposit(amount), nil)]
        case .declined, .returned, nil:
            return []
        }
    }

    /// What a transfer did to the account that it was for. Each account's history is judged by itself: that both halves are
    /// there or neither is for the reckoning to see.
    func receiving(of story: KeyStory, at place: Int, _ stretch: Stretch) -> [AccountOperation] {
        func operation(_ effect: AccountOperation.Effect, _ ended: Int64?) -> AccountOperation {
            self.operation(effect, of: story, ended, stretch)
        }
        switch story.ending {
        case .transferred:
            return [operation(.deposit(story.amount), approved[story.key])]
        case .reversed:
            return [
                operation(.doubtfulDeposit(story.amount), nil),
                operation(.reversal(of: place, -story.amount), nil),
            ]
        case .leftToBank, .resolved:
            return [operation(.doubtfulDeposit(story.amount), nil)]
        case .declined, .paid, .credited, .returned, .kept, nil:
            return []
        }
    }

    private func operation(
        _ effect: AccountOperation.Effect, of story: KeyStory, _ ended: Int64?, _ stretch: Stretch
    ) -> AccountOperation {
        AccountOperation(
            effect, began: asked[story.key] ?? stretch.from, ended: ended ?? stretch.to,
            name: name(story.key))
    }

    private func name(_ key: RequestKey) -> String {
        "\(terminal) \(key.epoch.number)-\(key.sequence.number)"
    }
}
