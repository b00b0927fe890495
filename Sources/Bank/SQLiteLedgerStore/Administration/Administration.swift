package import BankProtocol
package import Ledger
package import LedgerStore

/// A clerk's work on a store, beside the process that serves it or without one; each call is one durable transaction
/// whose effect the next request sees.
///
/// Every call throws `StoreError`: `.rejected` when the books do not allow it (an unknown or ambiguous name, a state
/// that forbids it), `.failed` when the disk or SQLite failed. Asking for a state that is there already is no error.
package final class Administration {
    let directory: StoreDirectory
    let file: BooksFile
    let terms: Terms

    private init(_ directory: StoreDirectory, _ terms: Terms) throws(StoreError) {
        self.directory = directory
        self.terms = terms
        file = try BooksFile(at: directory.databasePath)
    }

    /// Makes the books of a new store: equity and suspense accounts, today's business day.
    ///
    /// - Throws: `.exists`.
    package static func found(
        in directory: StoreDirectory, terms: Terms = .standard, at now: Timestamp
    ) throws(StoreError) -> Administration {
        try directory.reserveBooks()
        let office = try Administration(directory, terms)
        try office.file.transaction { (books) throws(StoreError) in
            try books.found(on: now.civil(utcOffset: terms.utcOffset).date)
            try books.save(Account(number: .equity, holder: "Equity", kind: .equity))
            try books.save(Account(number: .suspense, holder: "Suspense", kind: .suspense))
        }
        return office
    }

    /// - Throws: `.missing`, `.unsafe`, `.damaged`.
    package convenience init(
        opening directory: StoreDirectory, terms: Terms = .standard
    ) throws(StoreError) {
        try directory.requireBooks()
        try self.init(directory, terms)
        _ = try businessDay()
    }

    package func businessDay() throws(StoreError) -> CivilDate {
        try file.use { (books) throws(StoreError) in try books.businessDay() }
    }

    /// Advances the business day by one and returns the new one.
    package func closeDay() throws(StoreError) -> CivilDate {
        try file.transaction { (books) throws(StoreError) in
            let next = try books.businessDay().next
            try books.save(businessDay: next)
            return next
        }
    }

    /// An account's postings, oldest first.
    package func statement(of number: AccountNumber) throws(StoreError) -> [LedgerLine] {
        try file.use { (books) throws(StoreError) in
            _ = try books.existing(number)
            return try books.sql.postingsOf.all({ $0.add(number) }, read: LedgerLine.init)
        }
    }

    /// Calls `body` with every posting in order of id, one row at a time in memory.
    package func exportLedger(_ body: (LedgerLine) -> Void) throws(StoreError) {
        try file.use { (books) throws(StoreError) in
            try books.sql.postings.rows { (row) throws(StoreError) in body(try LedgerLine(row)) }
        }
    }
}

extension SQLiteBooks {
    func existing(_ number: AccountNumber) throws(StoreError) -> Account {
        guard let account = try account(number) else {
            throw StoreError(.rejected, "there is no account \(number); see bank account list")
        }
        return account
    }
}
