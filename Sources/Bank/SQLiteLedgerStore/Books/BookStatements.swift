import LedgerStore

/// Every statement of the books, prepared. Columns are read by position: see the decoder beside each use.
struct BookStatements {
    let begin, dataVersion, commit, rollback, openSavepoint, releaseSavepoint,
        rollbackToSavepoint: Statement
    let found, businessDay, saveBusinessDay: Statement
    let terminal, terminals, saveTerminal, startPeriod: Statement
    let epoch, epochs, updateEpoch, insertEpoch: Statement
    let card, cards, updateCard, useCard, insertCard: Statement
    let account, accounts, saveAccount, lastAccount, moveBalance: Statement
    let records, insertRecord, unreversed: Statement
    let dueRetention, saveRetention, forgetAnswers: Statement
    let insertPosting, lastPostings, postings, postingsOf, periodPostings: Statement
    let openCase, turnCase, cases, casesOfKey, caseOf, resolvedCase, anyResolvedCase,
        resolveCase: Statement

    static let terminalColumns = """
        id, location, cash_account, enabled, current_epoch, highest_offer
        """
    static let epochColumns = "epoch, instance, said_epoch, said_next, said_mark, seen, mark"
    static let cardColumns = """
        number, expires_year, expires_month, state, pin, tries_left, account, other_account, \
        spent_day, spent
        """
    static let accountColumns = "number, holder, kind, balance, overdraft, frozen"
    static let recordColumns = """
        terminal, epoch, sequence, kind, fingerprint, d3, d4, d7, d90_time, d95, debited, \
        credited, moved, posting_type, card, business_day, at, d39, d63, d38, d48, d54, d62, \
        d66, d102, d103
        """
    static let postingColumns = """
        id, terminal, epoch, sequence, account, counter, amount, type, at
        """
    static let caseColumns = """
        id, kind, terminal, epoch, sequence, opened, resolved, coalesce(resolution, note)
        """

    /// An account's postings from its last back, as the table `own`.
    private static func chain(_ limit: String) -> String {
        """
        WITH RECURSIVE own AS (
            SELECT * FROM posting WHERE id = (SELECT last_posting FROM account WHERE number = ?)
            UNION ALL SELECT posting.* FROM own JOIN posting ON posting.id = own.previous \(limit))
        """
    }

    init(on connection: OpaquePointer) throws(StoreError) {
        func prepare(_ sql: String) throws(StoreError) -> Statement {
            try Statement(sql, on: connection)
        }
        func marks(_ count: Int) -> String {
            Array(repeating: "?", count: count).joined(separator: ", ")
        }
        begin = try prepare("BEGIN IMMEDIATE")
        dataVersion = try prepare("PRAGMA data_version")
        commit = try prepare("COMMIT")
        rollback = try prepare("ROLLBACK")
        openSavepoint = try prepare("SAVEPOINT request")
        releaseSavepoint = try prepare("RELEASE request")
        rollbackToSavepoint = try prepare("ROLLBACK TO request")
        found = try prepare(
            "INSERT INTO bank (only, business_day) VALUES (1, ?) ON CONFLICT DO NOTHING")
        businessDay = try prepare("SELECT business_day FROM bank")
        saveBusinessDay = try prepare("UPDATE bank SET business_day = ?")

        terminal = try prepare("SELECT \(Self.terminalColumns) FROM terminal WHERE id = ?")
        terminals = try prepare("SELECT \(Self.terminalColumns) FROM terminal ORDER BY id")
        saveTerminal = try prepare(
            """
            INSERT INTO terminal (\(Self.terminalColumns)) VALUES (\(marks(6)))
            ON CONFLICT (id) DO UPDATE SET enabled = excluded.enabled,
                current_epoch = excluded.current_epoch, highest_offer = excluded.highest_offer
            """)
        startPeriod = try prepare(
            """
            UPDATE terminal SET closed_through = (SELECT coalesce(max(id), 0) FROM posting)
            WHERE id = ?
            """)
        epoch = try prepare(
            "SELECT \(Self.epochColumns) FROM epoch WHERE terminal = ? AND epoch = ?")
        epochs = try prepare(
            "SELECT \(Self.epochColumns) FROM epoch WHERE terminal = ? ORDER BY epoch")
        updateEpoch = try prepare(
            """
            UPDATE epoch SET seen = max(seen, ?), mark = max(mark, ?)
            WHERE terminal = ? AND epoch = ?
            """)
        insertEpoch = try prepare(
            "INSERT INTO epoch (terminal, \(Self.epochColumns)) VALUES (\(marks(8)))")
        card = try prepare("SELECT \(Self.cardColumns) FROM card WHERE number = ?")
        cards = try prepare("SELECT \(Self.cardColumns) FROM card ORDER BY number")
        updateCard = try prepare(
            """
            UPDATE card SET state = ?, pin = ?, tries_left = ?, spent_day = ?, spent = ?
            WHERE number = ?
            """)
        useCard = try prepare(
            "UPDATE card SET tries_left = ?, spent_day = ?, spent = ? WHERE number = ?")
        insertCard = try prepare(
            "INSERT INTO card (\(Self.cardColumns)) VALUES (\(marks(10)))")
        account = try prepare("SELECT \(Self.accountColumns) FROM account WHERE number = ?")
        accounts = try prepare("SELECT \(Self.accountColumns) FROM account ORDER BY number")
        saveAccount = try prepare(
            """
            INSERT INTO account (\(Self.accountColumns)) VALUES (\(marks(6)))
            ON CONFLICT (number) DO UPDATE SET frozen = excluded.frozen
            """)
        lastAccount = try prepare("SELECT max(number) FROM account WHERE number BETWEEN ? AND ?")
        moveBalance = try prepare(
            """
            UPDATE account SET balance = balance + ?, last_posting = last_insert_rowid()
            WHERE number = ?
            """)

        records = try prepare(
            """
            SELECT \(Self.recordColumns), forgotten FROM record
            WHERE terminal = ? AND epoch = ? AND sequence = ?
            """)
        insertRecord = try prepare(
            "INSERT INTO record (role, \(Self.recordColumns)) VALUES (\(marks(27)))")
        unreversed = try prepare(
            """
            SELECT epoch, sequence FROM record AS original
            WHERE terminal = ? AND epoch = ? AND sequence >= ? AND role = 0 AND kind = ?
                AND moved IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM record WHERE terminal = original.terminal
                    AND epoch = original.epoch AND sequence = original.sequence AND role = 1)
            ORDER BY sequence
            """)
        dueRetention = try prepare(
            """
            SELECT terminal, epoch, mark, forgotten, noted, due FROM epoch
            WHERE CASE WHEN forgotten < noted THEN due <= ? ELSE mark > noted END LIMIT 1
            """)
        saveRetention = try prepare(
            """
            UPDATE epoch SET forgotten = ?, noted = ?, due = ? WHERE terminal = ? AND epoch = ?
            """)
        forgetAnswers = try prepare(
            """
            UPDATE record SET forgotten = 1, d63 = NULL, d38 = NULL, d48 = NULL, d54 = NULL,
                d62 = NULL, d66 = NULL, d102 = NULL, d103 = NULL
            WHERE terminal = ? AND epoch = ? AND sequence >= ? AND sequence < ? AND role = 0
            """)
        insertPosting = try prepare(
            """
            INSERT INTO posting
                (terminal, epoch, sequence, account, counter, amount, type, at, previous)
            VALUES (\(marks(8)), (SELECT last_posting FROM account WHERE number = ?))
            """)
        lastPostings = try prepare(
            Self.chain("LIMIT ?") + " SELECT \(Self.postingColumns) FROM own ORDER BY id DESC")
        postings = try prepare("SELECT \(Self.postingColumns) FROM posting ORDER BY id")
        postingsOf = try prepare(
            Self.chain("") + " SELECT \(Self.postingColumns) FROM own ORDER BY id")
        periodPostings = try prepare(
            Self.chain("AND own.previous > (SELECT closed_through FROM terminal WHERE id = ?)")
                + """
                 SELECT \(Self.postingColumns), (
                    SELECT d3 FROM record WHERE terminal = own.terminal
                    AND epoch = own.epoch AND sequence = own.sequence AND role = 0)
                FROM own WHERE terminal IS NOT NULL
                    AND id > (SELECT closed_through FROM terminal WHERE id = ?)
                """)
        openCase = try prepare(
            """
            INSERT INTO clerk_case (terminal, epoch, sequence, kind, opened, note)
            VALUES (\(marks(6)))
            """)
        turnCase = try prepare("UPDATE clerk_case SET kind = ?, note = ? WHERE id = ?")
        cases = try prepare("SELECT \(Self.caseColumns) FROM clerk_case ORDER BY id")
        casesOfKey = try prepare(
            """
            SELECT \(Self.caseColumns) FROM clerk_case
            WHERE terminal = ? AND epoch = ? AND sequence = ? ORDER BY id
            """)
        caseOf = try prepare("SELECT \(Self.caseColumns) FROM clerk_case WHERE id = ?")
        resolvedCase = try prepare(
            """
            SELECT 1 FROM clerk_case WHERE terminal = ? AND epoch = ? AND sequence = ?
                AND resolved IS NOT NULL
            """)
        anyResolvedCase = try prepare(
            "SELECT 1 FROM clerk_case WHERE resolved IS NOT NULL LIMIT 1")
        resolveCase = try prepare(
            "UPDATE clerk_case SET resolved = ?, resolution = ? WHERE id = ?")
    }
}
