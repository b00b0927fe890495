package import BankProtocol
import Ledger
package import LedgerStore

extension Administration {
    package func cases() throws(StoreError) -> [CaseListing] {
        try file.use { (books) throws(StoreError) in
            try books.sql.cases.all(read: CaseListing.init)
        }
    }

    /// Closes a case and its key, with a correcting posting between the customer and the terminal's cash.
    ///
    /// A `correction` above zero credits the customer, below zero debits, zero posts nothing. It is rejected while a
    /// message of that key may still be on its way.
    package func resolveCase(
        _ id: Int64, correction: Money, note: String, at now: Timestamp
    ) throws(StoreError) -> CaseListing {
        try file.transaction { (books) throws(StoreError) in
            let open = try books.openCase(id)
            try books.requireAtRest(open)
            if correction != .zero {
                try books.post(
                    try books.movement(correcting: open, by: correction), of: nil, at: now)
            }
            try books.sql.resolveCase.run {
                $0.add(now.unixSeconds)
                $0.add(note)
                $0.add(id)
            }
            return try books.caseListing(id)
        }
    }
}

extension SQLiteBooks {
    fileprivate func caseListing(_ id: Int64) throws(StoreError) -> CaseListing {
        guard let listing = try sql.caseOf.first({ $0.add(id) }, read: CaseListing.init) else {
            throw StoreError(.rejected, "there is no case \(id); see bank cases")
        }
        return listing
    }

    fileprivate func openCase(_ id: Int64) throws(StoreError) -> CaseListing {
        let listing = try caseListing(id)
        guard listing.resolved == nil else {
            throw StoreError(.rejected, "case \(id) is resolved already")
        }
        return listing
    }

    /// Nothing of the key can still be on its way once it is below its mark, or its epoch is fenced.
    fileprivate func requireAtRest(_ listing: CaseListing) throws(StoreError) {
        guard let terminal = try terminal(listing.terminal),
            let epoch = try epoch(listing.key.epoch, of: listing.terminal)
        else { throw StoreError(.damaged, "the books do not know the epoch of case \(listing.id)") }
        let standing = KeyStanding(of: listing.key, in: epoch, of: terminal)
        guard standing.isFenced || standing.isBelowMark else {
            throw StoreError(
                .rejected,
                "terminal \(terminal.id) may still send messages of case \(listing.id); "
                    + "let its operator settle the key there first")
        }
    }

    /// Between the accounts of what the key moved: a customer's and, as a rule, the terminal's cash.
    fileprivate func movement(
        correcting listing: CaseListing, by correction: Money
    ) throws(StoreError) -> Movement {
        let history = try history(of: listing.key, at: listing.terminal)
        guard let moved = history.original?.movement ?? history.advice?.movement else {
            throw StoreError(
                .rejected,
                "nothing was posted under the key of case \(listing.id), "
                    + "so there is nothing to correct; resolve it with an amount of 0")
        }
        let isCashGiven = try account(moved.from)?.kind == .cash
        let (customer, counter) = isCashGiven ? (moved.to, moved.from) : (moved.from, moved.to)
        return correction > .zero
            ? Movement(correction, from: counter, to: customer, type: .adjustment)
            : Movement(-correction, from: customer, to: counter, type: .adjustment)
    }
}
