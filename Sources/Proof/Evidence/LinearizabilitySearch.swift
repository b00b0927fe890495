package import BankProtocol

/// Looks for one order of an account's operations in which each takes effect at one moment between its beginning and its
/// end, and a single register of money explains all that was seen.
///
/// The search goes forward in time, always with an operation that no unfinished one precedes, and remembers where it has
/// been: what the register holds follows from what has been done, so the set of done operations is the whole state.
///
/// Source: Wing, Gong, Testing and Verifying Concurrent Objects (1993); the memory after Lowe, Testing for
/// Linearizability (2017).
package struct LinearizabilitySearch {
    package enum Verdict: Hashable, Sendable {
        /// The places of the operations that took effect, in an order that explains them.
        case linearizable([Int])
        /// No order does. The longest beginning that was found, for people to look at what comes next.
        case refused(longest: [Int])
        /// Given up after so many states.
        case undecided(states: Int)
    }

    /// A set of places, as many as a history may have operations.
    private typealias Places = SIMD4<UInt64>

    package static let mostOperations = 256

    private let operations: [AccountOperation]
    private let opening: Money
    /// How far below zero an approved withdrawal may take the account.
    private let overdraft: Money
    private let mostStates: Int

    /// - Parameters:
    ///   - operations: All that happened to the account, in any order; `mostOperations` at most.
    ///   - opening: What it held before.
    ///   - overdraft: How far below zero a withdrawal may take it.
    ///   - mostStates: When to give up.
    package init(
        _ operations: [AccountOperation], opening: Money, overdraft: Money = .zero,
        mostStates: Int = 2_000_000
    ) {
        precondition(operations.count <= Self.mostOperations, "a history is too long to search")
        self.operations = operations
        self.opening = opening
        self.overdraft = overdraft
        self.mostStates = mostStates
    }

    package func verdict() -> Verdict {
        var seen: Set<Places> = [.zero]
        var path: [Step] = [step(done: .zero, balance: opening, place: nil)]
        var longest: [Int] = []
        while let last = path.last {
            if last.isComplete { return .linearizable(path.compactMap(\.place)) }
            guard let next = path[path.count - 1].candidates.popLast() else {
                path.removeLast()
                continue
            }
            guard let balance = balance(after: next, last.balance) else { continue }
            var done = last.done
            insert(next, into: &done)
            guard seen.insert(done).inserted else { continue }
            guard seen.count <= mostStates else { return .undecided(states: mostStates) }
            path.append(step(done: done, balance: balance, place: next))
            if path.count - 1 > longest.count { longest = path.compactMap(\.place) }
        }
        return .refused(longest: longest)
    }
}

// MARK: - One step

extension LinearizabilitySearch {
    private struct Step {
        var done: Places
        var balance: Money
        /// What was done last; `nil` at the beginning.
        var place: Int?
        /// What may come next, the most promising last.
        var candidates: [Int]
        var isComplete: Bool
    }

    private func step(done: Places, balance: Money, place: Int?) -> Step {
        let open = operations.indices.filter { !contains($0, done) }
        let owed = open.filter { !mayNeverHappen($0, done) }
        let horizon = owed.map { operations[$0].ended }.min() ?? .max
        let candidates = open.filter { operations[$0].began <= horizon && isReady($0, done) }
        return Step(
            done: done, balance: balance, place: place,
            candidates: candidates.sorted { operations[$0].ended > operations[$1].ended },
            isComplete: owed.isEmpty)
    }

    /// What is doubtful may have done nothing; its reversal then does nothing either, at whatever moment.
    private func mayNeverHappen(_ place: Int, _ done: Places) -> Bool {
        switch operations[place].effect {
        case .doubtfulWithdrawal, .doubtfulDeposit: true
        case .reversal(let original, _):
            mayNeverHappen(original, done) && !contains(original, done)
        case .read, .withdrawal, .refusal, .deposit: false
        }
    }

    private func isReady(_ place: Int, _ done: Places) -> Bool {
        guard case .reversal(let original, _) = operations[place].effect else { return true }
        return contains(original, done)
    }

    /// - Returns: `nil` when the operation cannot have taken effect upon this balance.
    private func balance(after place: Int, _ balance: Money) -> Money? {
        switch operations[place].effect {
        case .read(let seen):
            return seen == balance ? balance : nil
        case .withdrawal(let amount), .doubtfulWithdrawal(let amount):
            let rest = balance - amount
            return rest >= -overdraft ? rest : nil
        case .refusal(let amount, let told):
            guard balance - amount < -overdraft, told == nil || told == balance + overdraft
            else { return nil }
            return balance
        case .deposit(let amount), .doubtfulDeposit(let amount), .reversal(_, let amount):
            return balance + amount
        }
    }

    private func contains(_ place: Int, _ places: Places) -> Bool {
        places[place / 64] & (1 << UInt64(place % 64)) != 0
    }

    private func insert(_ place: Int, into places: inout Places) {
        places[place / 64] |= 1 << UInt64(place % 64)
    }
}
