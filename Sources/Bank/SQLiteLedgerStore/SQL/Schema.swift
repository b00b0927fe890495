import GRDB
import Ledger

/// The tables of the books.
///
/// Amounts are minor units; days count from 1970-01-01, moments in seconds from then, UTC; accounts go by their thirteen
/// digits as a number, which halves the work of their index. What a data element of the protocol says is kept as that
/// element's text, or its digits as a number, in a column of its number.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("books") { db in
            for sql in tables + guards { try db.execute(sql: sql) }
        }
        migrator.registerMigration("retention") { db in
            for sql in retention { try db.execute(sql: sql) }
        }
        return migrator
    }

    private static let tables = [
        """
        CREATE TABLE bank (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            business_day INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE account (
            number INTEGER PRIMARY KEY,
            holder TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (\(isOne("kind", of: Account.Kind.allCases.map(\.rawValue)))),
            balance INTEGER NOT NULL,
            overdraft INTEGER NOT NULL CHECK (overdraft >= 0),
            frozen INTEGER NOT NULL CHECK (frozen BETWEEN 0 AND 1),
            last_posting INTEGER
        ) STRICT
        """,
        """
        CREATE TABLE card (
            number TEXT PRIMARY KEY,
            expires_year INTEGER NOT NULL CHECK (expires_year BETWEEN 2000 AND 2099),
            expires_month INTEGER NOT NULL CHECK (expires_month BETWEEN 1 AND 12),
            state TEXT NOT NULL CHECK (\(isOne("state", of: IssuedCard.State.allCases.map(\.rawValue)))),
            pin BLOB NOT NULL CHECK (length(pin) = 32),
            tries_left INTEGER NOT NULL CHECK (tries_left BETWEEN 0 AND 9),
            account INTEGER NOT NULL REFERENCES account,
            other_account INTEGER REFERENCES account CHECK (other_account <> account),
            spent_day INTEGER NOT NULL,
            spent INTEGER NOT NULL CHECK (spent >= 0)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE terminal (
            id TEXT PRIMARY KEY,
            location TEXT NOT NULL,
            cash_account INTEGER NOT NULL UNIQUE REFERENCES account,
            enabled INTEGER NOT NULL CHECK (enabled BETWEEN 0 AND 1),
            current_epoch INTEGER NOT NULL CHECK (current_epoch BETWEEN 0 AND highest_offer),
            highest_offer INTEGER NOT NULL CHECK (highest_offer BETWEEN 0 AND 9999),
            -- The last posting before the period that the next day close will count.
            closed_through INTEGER NOT NULL DEFAULT 0
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE epoch (
            terminal TEXT NOT NULL REFERENCES terminal,
            epoch INTEGER NOT NULL CHECK (epoch BETWEEN 1 AND 9999),
            -- The sign-on that was offered it; the instance's 64 bits as a signed number.
            instance INTEGER NOT NULL,
            said_epoch INTEGER NOT NULL,
            said_next INTEGER NOT NULL,
            said_mark INTEGER NOT NULL,
            seen INTEGER NOT NULL CHECK (seen BETWEEN 0 AND 99999999),
            mark INTEGER NOT NULL CHECK (mark BETWEEN 0 AND 99999999),
            PRIMARY KEY (terminal, epoch)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE record (
            terminal TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence BETWEEN 1 AND 99999999),
            -- 0 original, 1 reversal, 2 advice.
            role INTEGER NOT NULL CHECK (role BETWEEN 0 AND 2),
            kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 5),
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
            d3 INTEGER,
            d4 INTEGER CHECK (d4 >= 0),
            d7 INTEGER NOT NULL,
            d11 INTEGER AS (1 + (sequence - 1) % 999999) VIRTUAL,
            d90_time INTEGER CHECK ((d90_time IS NULL) = (role = 0)),
            d95 INTEGER CHECK ((d95 IS NULL) = (role = 0)),
            debited INTEGER,
            credited INTEGER,
            moved INTEGER CHECK (moved > 0),
            posting_type TEXT,
            card TEXT,
            business_day INTEGER NOT NULL,
            at INTEGER NOT NULL,
            d39 TEXT NOT NULL,
            d63 TEXT,
            d38 TEXT,
            d48 TEXT,
            d54 TEXT,
            d62 TEXT,
            d66 TEXT,
            d102 INTEGER,
            d103 INTEGER,
            PRIMARY KEY (terminal, epoch, sequence, role),
            CHECK ((moved IS NULL) = (debited IS NULL)),
            CHECK ((moved IS NULL) = (credited IS NULL)),
            CHECK ((moved IS NULL) = (posting_type IS NULL))
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE posting (
            id INTEGER PRIMARY KEY,
            -- NULL in a clerk's act.
            terminal TEXT,
            epoch INTEGER,
            sequence INTEGER,
            account INTEGER NOT NULL,
            counter INTEGER NOT NULL CHECK (counter <> account),
            amount INTEGER NOT NULL CHECK (amount <> 0),
            type TEXT NOT NULL CHECK (\(isOne("type", of: PostingType.allCases.map(\.rawValue)))),
            at INTEGER NOT NULL,
            -- The one before of the same account; the account names its last. An index would dirty two pages more.
            previous INTEGER CHECK (previous < id),
            CHECK ((terminal IS NULL) = (epoch IS NULL)),
            CHECK ((terminal IS NULL) = (sequence IS NULL))
        ) STRICT
        """,
        """
        CREATE TABLE clerk_case (
            id INTEGER PRIMARY KEY,
            terminal TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            kind TEXT NOT NULL,
            opened INTEGER NOT NULL,
            note TEXT NOT NULL,
            resolved INTEGER,
            resolution TEXT,
            UNIQUE (terminal, epoch, sequence, kind),
            CHECK ((resolved IS NULL) = (resolution IS NULL))
        ) STRICT
        """,
    ]

    /// What no program of ours does, and none shall.
    private static let guards = [
        never("UPDATE", of: "posting"), never("DELETE", of: "posting"),
        never("UPDATE", of: "record"), never("DELETE", of: "record"),
        never("DELETE", of: "clerk_case"), never("DELETE", of: "epoch"),
        """
        CREATE TRIGGER terminal_only_rises BEFORE UPDATE ON terminal
        WHEN NEW.current_epoch < OLD.current_epoch OR NEW.highest_offer < OLD.highest_offer
        BEGIN SELECT RAISE(ABORT, 'epochs only rise'); END
        """,
        """
        CREATE TRIGGER day_only_rises BEFORE UPDATE ON bank
        WHEN NEW.business_day < OLD.business_day
        BEGIN SELECT RAISE(ABORT, 'the business day only rises'); END
        """,
    ]

    /// Old answers may be forgotten (`AnswerRetention`), and nothing else of a record.
    private static let retention = [
        "ALTER TABLE epoch ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE epoch ADD COLUMN noted INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE epoch ADD COLUMN due INTEGER NOT NULL DEFAULT 0",
        """
        ALTER TABLE record ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0
            CHECK (forgotten BETWEEN 0 AND 1)
        """,
        "DROP TRIGGER record_no_update",
        """
        CREATE TRIGGER record_no_update BEFORE UPDATE OF terminal, epoch, sequence, role, kind,
            fingerprint, d3, d4, d7, d90_time, d95, debited, credited, moved, posting_type, card,
            business_day, at, d39 ON record
        BEGIN SELECT RAISE(ABORT, 'no record is ever changed or removed'); END
        """,
        """
        CREATE TRIGGER record_only_forgets BEFORE UPDATE ON record
        WHEN OLD.role <> 0 OR NEW.forgotten <> 1 OR coalesce(NEW.d63, NEW.d38, NEW.d48, NEW.d54,
            NEW.d62, NEW.d66, NEW.d102, NEW.d103) IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'an answer is only ever forgotten as a whole'); END
        """,
    ]

    /// Not `IN`: SQLite builds a table of such a list for every row that it checks.
    private static func isOne(_ column: String, of values: [String]) -> String {
        values.map { "\(column) = '\($0)'" }.joined(separator: " OR ")
    }

    private static func never(_ act: String, of table: String) -> String {
        """
        CREATE TRIGGER \(table)_no_\(act.lowercased()) BEFORE \(act) ON \(table)
        BEGIN SELECT RAISE(ABORT, 'no \(table) is ever changed or removed'); END
        """
    }
}
