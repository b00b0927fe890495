import GRDB
package import LedgerStore

extension Administration {
    /// Recomputes the books from the postings, in one snapshot.
    ///
    /// - Parameter progressed: Told, before each rule, how many have been checked and how many there are.
    /// - Returns: What is wrong, a sentence each; empty when all is in order.
    /// - Throws: `StoreError` when the store cannot be read.
    package func audit(_ progressed: (_ done: Int, _ all: Int) -> Void = { _, _ in })
        throws(StoreError) -> [String]
    {
        try file.read { db in
            try Audit.rules.enumerated().flatMap { done, rule in
                progressed(done, Audit.rules.count)
                return try String.fetchAll(db, sql: rule)
            }
        }
    }
}

/// What must hold of the books: each rule is a query whose rows are sentences about what breaks it.
enum Audit {
    static let rules = file + sums + records + keys + parties

    private static let file = [
        """
        SELECT 'The database file is damaged: ' || integrity_check || '.'
        FROM pragma_integrity_check WHERE integrity_check <> 'ok'
        """,
        """
        SELECT 'A row of table ' || "table" || ' refers to a row of ' || parent
            || ' that is not there.'
        FROM pragma_foreign_key_check
        """,
        """
        SELECT 'The books have no business day.' WHERE NOT EXISTS (SELECT 1 FROM bank)
        """,
    ]

    private static let sums = [
        """
        SELECT 'Account ' || number || ' says ' || balance || ', its postings sum to '
            || total || '.'
        FROM (SELECT number, balance, coalesce(sum(amount), 0) AS total
            FROM account LEFT JOIN posting ON account = number GROUP BY number)
        WHERE balance <> total
        """,
        """
        SELECT 'Posting ' || id || ' does not name the one before of account ' || account || '.'
        FROM (SELECT id, account, previous,
                lag(id) OVER (PARTITION BY account ORDER BY id) AS before FROM posting)
        WHERE previous IS NOT before
        """,
        """
        SELECT 'Account ' || number || ' does not name its last posting.'
        FROM account LEFT JOIN (SELECT account AS owner, max(id) AS last FROM posting
            GROUP BY account) ON owner = number
        WHERE last_posting IS NOT last
        """,
        """
        SELECT 'All balances sum to ' || total || ' instead of 0.'
        FROM (SELECT coalesce(sum(balance), 0) AS total FROM account) WHERE total <> 0
        """,
        """
        SELECT 'The postings of key ' || epoch || '/' || sequence || ' of ' || terminal
            || ' sum to ' || sum(amount) || ' instead of 0.'
        FROM posting WHERE terminal IS NOT NULL
        GROUP BY terminal, epoch, sequence HAVING sum(amount) <> 0
        """,
        """
        SELECT 'The postings of clerks sum to ' || total || ' instead of 0.'
        FROM (SELECT coalesce(sum(amount), 0) AS total FROM posting WHERE terminal IS NULL)
        WHERE total <> 0
        """,
        """
        SELECT 'Posting ' || id || ' is of account ' || account || ', which does not exist.'
        FROM posting WHERE account NOT IN (SELECT number FROM account)
        """,
    ]

    /// A record moved money just as its postings say: one out of one account and one into the other.
    private static let records = [
        """
        WITH told AS (
            SELECT terminal, epoch, sequence, type, count(*) AS lines,
                min(amount) AS lowest, max(amount) AS highest,
                max(CASE WHEN amount < 0 THEN account END) AS debited,
                max(CASE WHEN amount < 0 THEN counter END) AS debited_counter,
                max(CASE WHEN amount > 0 THEN account END) AS credited,
                max(CASE WHEN amount > 0 THEN counter END) AS credited_counter
            FROM posting WHERE terminal IS NOT NULL GROUP BY terminal, epoch, sequence, type)
        SELECT 'Key ' || r.epoch || '/' || r.sequence || ' of ' || r.terminal
            || ' has a record of ' || moved || ' (' || posting_type
            || ') that its postings do not bear out.'
        FROM record AS r LEFT JOIN told ON told.terminal = r.terminal AND told.epoch = r.epoch
            AND told.sequence = r.sequence AND told.type = r.posting_type
        WHERE moved IS NOT NULL AND (lines IS NULL OR lines <> 2 OR lowest <> -moved
            OR highest <> moved OR told.debited IS NOT r.debited
            OR told.credited IS NOT r.credited OR debited_counter IS NOT r.credited
            OR credited_counter IS NOT r.debited)
        """,
        """
        SELECT 'Posting ' || id || ' (' || type || ') of key ' || epoch || '/' || sequence
            || ' of ' || terminal || ' has no record.'
        FROM posting WHERE terminal IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM record WHERE record.terminal = posting.terminal
                AND record.epoch = posting.epoch AND record.sequence = posting.sequence
                AND record.role = CASE posting.type
                    WHEN 'reversal' THEN 1 WHEN 'forced' THEN 2 ELSE 0 END
                AND record.posting_type = posting.type)
        """,
        """
        SELECT 'Key ' || epoch || '/' || sequence || ' of ' || terminal || ' was posted '
            || (count(*) / 2) || ' times as ' || type || '.'
        FROM posting WHERE terminal IS NOT NULL
        GROUP BY terminal, epoch, sequence, type HAVING count(*) > 2
        """,
        """
        SELECT 'Key ' || epoch || '/' || sequence || ' of ' || terminal
            || ' moved money although its answer is ' || d39 || '.'
        FROM record WHERE moved IS NOT NULL
            AND d39 <> '00' AND NOT (role = 2 AND d39 = '25')
        """,
    ]

    private static let keys = [
        """
        SELECT 'The reversal of key ' || r.epoch || '/' || r.sequence || ' of ' || r.terminal
            || ' does not undo what its original moved.'
        FROM record AS r LEFT JOIN record AS o ON o.terminal = r.terminal AND o.epoch = r.epoch
            AND o.sequence = r.sequence AND o.role = 0
        WHERE r.role = 1 AND r.moved IS NOT NULL AND (o.moved IS NULL OR r.moved > o.moved
            OR r.debited <> o.credited OR r.credited <> o.debited)
        """,
        """
        SELECT 'Key ' || r.epoch || '/' || r.sequence || ' of ' || r.terminal
            || ' was executed after it had been reversed.'
        FROM record AS r JOIN record AS o ON o.terminal = r.terminal AND o.epoch = r.epoch
            AND o.sequence = r.sequence AND o.role = 0
        WHERE r.role = 1 AND r.d63 = 'UNKNOWN-ORIGINAL'
        """,
        """
        SELECT 'Key ' || record.epoch || '/' || sequence || ' of ' || record.terminal
            || ' has a record, but its epoch has only seen ' || coalesce(seen, 'nothing') || '.'
        FROM record LEFT JOIN epoch
            ON epoch.terminal = record.terminal AND epoch.epoch = record.epoch
        WHERE seen IS NULL OR seen < sequence
        """,
        """
        SELECT 'Epoch ' || epoch || ' of ' || terminal || ' is in use, newer than its terminal''s '
            || current_epoch || '.'
        FROM epoch JOIN terminal ON terminal.id = epoch.terminal
        WHERE seen > 0 AND epoch > current_epoch
        """,
        """
        SELECT 'Terminal ' || id || ' is in epoch ' || current_epoch || ', which was never offered.'
        FROM terminal WHERE current_epoch > 0 AND NOT EXISTS (
            SELECT 1 FROM epoch WHERE terminal = id AND epoch = current_epoch)
        """,
        """
        SELECT 'The advice of key ' || epoch || '/' || sequence || ' of ' || terminal
            || ' has no case.'
        FROM record WHERE role = 2 AND NOT EXISTS (
            SELECT 1 FROM clerk_case AS c WHERE c.terminal = record.terminal
                AND c.epoch = record.epoch AND c.sequence = record.sequence
                AND c.kind IN ('SUSPECT', 'KEPT'))
        """,
        """
        SELECT 'Key ' || epoch || '/' || sequence || ' of ' || terminal || ' has ' || count(*)
            || ' open cases of what became of its money.'
        FROM clerk_case WHERE resolved IS NULL AND kind IN ('UNSETTLED', 'SUSPECT', 'KEPT')
        GROUP BY terminal, epoch, sequence HAVING count(*) > 1
        """,
        """
        SELECT 'Key ' || record.epoch || '/' || sequence || ' of ' || record.terminal
            || ' has lost its answer, but is not below the mark.'
        FROM record JOIN epoch
            ON epoch.terminal = record.terminal AND epoch.epoch = record.epoch
        WHERE record.forgotten = 1 AND sequence >= mark
        """,
    ]

    private static let parties = [
        """
        SELECT 'Account ' || number || ' is below its limit by '
            || -(balance + overdraft) || ' although only originals touched it.'
        FROM account WHERE kind IN ('current', 'savings') AND balance + overdraft < 0
            AND number NOT IN (SELECT account FROM posting
                WHERE type IN ('reversal', 'forced', 'adjustment'))
        """,
        """
        SELECT 'The cash account ' || cash_account || ' of ' || id || ' is of another kind.'
        FROM terminal WHERE cash_account NOT IN (SELECT number FROM account WHERE kind = 'cash')
        """,
        """
        SELECT 'Card ' || substr(card.number, -4) || ' reaches account ' || account.number
            || ', which is no customer''s.'
        FROM card JOIN account ON account.number IN (card.account, card.other_account)
        WHERE account.kind NOT IN ('current', 'savings')
        """,
    ]
}
