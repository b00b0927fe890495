internal import LinkFaults

/// Ways of dealing with a line that loses messages, and processes that die. Only the last is this product's.
package enum ContrastMode: Hashable, Sendable, CaseIterable {
    /// Ask once; no answer is taken for a no.
    case noRetry
    /// Ask until answered, at least once: the bank cannot tell a repeat from a new request.
    case retryWithoutKeys
    /// Repeats bear their key, but machine and bank keep keys in memory only.
    case keysWithoutDurability
    /// Keys, records, journal and reversals, as everywhere else in this program.
    case asBuilt
}

/// What is done to each mode alike.
package struct ContrastPlan: Hashable, Sendable {
    package var seed: UInt64
    package var withdrawals: Int
    /// In each direction.
    package var lossPercent: Int
    /// How often the bank dies between a commit and its answer.
    package var killPercent: Int
    /// In how many withdrawals the machine loses its power.
    package var restartPercent: Int

    package init(
        seed: UInt64, withdrawals: Int = 200, lossPercent: Int = 30, killPercent: Int = 5,
        restartPercent: Int = 10
    ) {
        self.seed = seed
        self.withdrawals = withdrawals
        self.lossPercent = lossPercent
        self.killPercent = killPercent
        self.restartPercent = restartPercent
    }

    var faults: LinkFaults {
        let odds = LaneOdds(lossPercent: lossPercent)
        return LinkFaults(seed: seed, toBank: odds, fromBank: odds)
    }

    /// Whether the bank dies after its `number`th commit, before the answer.
    func killsBank(afterCommit number: Int) -> Bool {
        var chance = draw(0xBA_4C, number)
        return Int(chance.next() % 100) < killPercent
    }

    /// When the power fails after the `number`th withdrawal began, if it does.
    func powerFailure(inWithdrawal number: Int) -> Duration? {
        var chance = draw(0xF0_3E, number)
        guard Int(chance.next() % 100) < restartPercent else { return nil }
        return .milliseconds(Int(chance.next() % 2000))
    }

    /// Each fault has draws of its own, so that what one mode does more often does not shift the others.
    private func draw(_ what: UInt64, _ number: Int) -> SplitMix64 {
        var mixer = SplitMix64(seed: seed ^ what << 32 ^ UInt64(number))
        return SplitMix64(seed: mixer.next())
    }
}

extension ContrastPlan {
    /// How long bank or machine is gone before it is started again.
    static let downTime: Duration = .seconds(1)
    static let oneWay: Duration = .milliseconds(10)
    /// The repeat timer of all that repeat; who does not, waits five times as long.
    static let interval: Duration = .seconds(1)
}
