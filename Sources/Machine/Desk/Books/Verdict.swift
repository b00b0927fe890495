package import BankProtocol
package import LedgerStore

/// Whether money has moved exactly once, as far as books, devices and line show it.
package enum Verdict: Hashable, Sendable {
    /// Nothing has been read yet.
    case unknown
    case holds
    case broken(Breach)

    /// The numbers of the invariants that can be broken here; the others are for the simulation to look for.
    static let watched = "verdict: invariants 1-8, 10-12"

    /// - Parameters:
    ///   - books: What was read.
    ///   - contradicted: Keys of their machine whose answers, as seen on the line, differ in what they say.
    ///   - unfound: Keys that were approved on the line before the bank was read, and that it has no postings of.
    /// - Returns: The first invariant of those that are broken, in the order of their numbers.
    package static func of(
        _ books: LiveBooks, contradicted: Set<RequestKey> = [], unfound: Set<RequestKey> = []
    ) -> Verdict {
        let byBank: Breach? =
            executions(books) ?? answers(contradicted, books) ?? sums(books) ?? limits(books)
            ?? losses(unfound, books) ?? records(books)
        let breach: Breach? =
            byBank ?? tombstones(books) ?? falls(books) ?? dispenses(books) ?? notes(books)
            ?? cash(books)
        return breach.map { .broken($0) } ?? .holds
    }
}

/// A broken invariant.
package struct Breach: Hashable, Sendable {
    /// Its number in the design's list of what must always hold.
    package var invariant: Int
    /// What is wrong, without the key.
    package var sentence: String
    /// The key, and whose it is.
    package var origin: Origin?

    package init(_ invariant: Int, _ sentence: String, _ origin: Origin? = nil) {
        self.invariant = invariant
        self.sentence = sentence
        self.origin = origin
    }
}

extension Verdict {
    /// 1: executed and reversed at most once, and reversed only if executed.
    private static func executions(_ books: LiveBooks) -> Breach? {
        for key in books.keys {
            if key.original > 2 {
                return Breach(1, "executed \(key.original / 2) times", key.origin)
            }
            if key.reversal > 2 {
                return Breach(1, "reversed \(key.reversal / 2) times", key.origin)
            }
            if key.reversal > key.original {
                return Breach(1, "reversed although never executed", key.origin)
            }
        }
        return nil
    }

    /// 2: all answers to a key are equal.
    private static func answers(_ contradicted: Set<RequestKey>, _ books: LiveBooks) -> Breach? {
        contradicted.min().map {
            Breach(2, "answered in two ways", Origin(terminal: books.terminal, key: $0))
        }
    }

    /// 3: a key's postings sum to zero, all accounts do, and a balance is the sum of its postings.
    private static func sums(_ books: LiveBooks) -> Breach? {
        if let key = books.keys.first(where: { $0.sum != .zero }) {
            return Breach(3, "its postings sum to \(key.sum.exactly), not to 0", key.origin)
        }
        if let account = books.accounts.first(where: { $0.balance != $0.posted }) {
            return Breach(
                3,
                "account \(account.number) says \(account.balance.exactly), its postings "
                    + "\(account.posted.exactly)")
        }
        let customers = books.customers
        let expected = customers.opening + customers.credits.amount - customers.debits.amount
        if expected != customers.balances {
            return Breach(
                3,
                "balances are \(customers.balances.exactly), postings make \(expected.exactly)")
        }
        guard books.total != .zero else { return nil }
        return Breach(3, "all accounts sum to \(books.total.exactly), not to 0")
    }

    /// 4: no original takes an account below its limit.
    private static func limits(_ books: LiveBooks) -> Breach? {
        books.accounts.first {
            $0.isCustomers && !$0.mayBeOverdrawn && $0.balance + $0.overdraft < .zero
        }.map { Breach(4, "account \($0.number) is below its limit: \($0.balance.exactly)") }
    }

    /// 5: an answer that was sent is found again.
    private static func losses(_ unfound: Set<RequestKey>, _ books: LiveBooks) -> Breach? {
        unfound.min().map {
            Breach(
                5, "approved, and the bank knows nothing of it",
                Origin(terminal: books.terminal, key: $0))
        }
    }

    /// 6: what the records say was moved is what the postings say.
    private static func records(_ books: LiveBooks) -> Breach? {
        books.keys.first { $0.recorded != $0.posted }.map {
            Breach(
                6, "recorded as \($0.recorded.exactly), posted as \($0.posted.exactly)", $0.origin)
        }
    }

    /// 7: what was reversed before it came is never executed.
    private static func tombstones(_ books: LiveBooks) -> Breach? {
        books.keys.first { $0.isTombstoned && $0.original > 0 }.map {
            Breach(7, "executed after it had been reversed", $0.origin)
        }
    }

    /// 8: marks never fall.
    private static func falls(_ books: LiveBooks) -> Breach? {
        books.falls.first.map {
            Breach(
                8,
                "the mark of \($0.terminal), epoch \($0.epoch.number), fell from "
                    + "\($0.from.number) to \($0.to.number)")
        }
    }

    /// 10: at most one dispense command a key, and only with an approval.
    private static func dispenses(_ books: LiveBooks) -> Breach? {
        for found in books.machines {
            guard case .dispensed(let key) = found.finding else { continue }
            return Breach(
                10, "the dispenser was told twice, or without an approval", found.origin(key))
        }
        return nil
    }

    /// 11: every note is in one place.
    private static func notes(_ books: LiveBooks) -> Breach? {
        for found in books.machines {
            let place = found.terminal == books.terminal ? "" : "\(found.terminal): "
            switch found.finding {
            case .notesUnbalanced:
                return Breach(11, place + "notes are in two places, or in none")
            case .paid(let book, let device):
                return Breach(
                    11,
                    place + "the journal has \(book.exactly) paid, the dispenser \(device.exactly)")
            case .kept(let book, let device):
                return Breach(
                    11,
                    place + "the journal has \(book.exactly) kept, the escrow \(device.exactly)")
            case .dispensed, .moved, .unasked, .cases: continue
            }
        }
        return nil
    }

    /// 12: at rest the ledger has moved what the machine has; or the key is in doubt, with one case.
    private static func cash(_ books: LiveBooks) -> Breach? {
        for found in books.machines {
            switch found.finding {
            case .moved(let key, let machine, let ledger):
                let what = machine > ledger ? "paid out too much" : "taken from the account"
                return Breach(
                    12, "\(what): machine \(machine.exactly), ledger \(ledger.exactly)",
                    found.origin(key))
            case .unasked(let key):
                return Breach(
                    12, "posted, and the machine has never asked for it", found.origin(key))
            case .cases(let key, let count):
                return Breach(
                    12, "in doubt, with \(count) cases at the bank, not one",
                    found.origin(key))
            case .dispensed, .notesUnbalanced, .paid, .kept: continue
            }
        }
        return nil
    }
}

extension KeyPostings {
    fileprivate var origin: Origin { Origin(terminal: terminal, key: key) }
}

extension LiveBooks.Found {
    fileprivate func origin(_ key: RequestKey) -> Origin { Origin(terminal: terminal, key: key) }
}

extension Money {
    /// `-1,234.50`; whole amounts without their poisha.
    var exactly: String {
        let units = minorUnits.magnitude
        let poisha = units % 100
        let fraction = poisha == 0 ? "" : "." + (poisha < 10 ? "0" : "") + "\(poisha)"
        return (minorUnits < 0 ? "-" : "") + (units / 100).grouped + fraction
    }
}

extension ClosedRange<Money> {
    fileprivate var exactly: String {
        lowerBound == upperBound
            ? lowerBound.exactly : "\(lowerBound.exactly) to \(upperBound.exactly)"
    }
}

extension BinaryInteger {
    /// `1,234,567`.
    var grouped: String {
        var text = ""
        for (place, digit) in String(self).reversed().enumerated() {
            if place > 0, place.isMultiple(of: 3), digit != "-" { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
