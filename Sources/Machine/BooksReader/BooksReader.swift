package import BankProtocol
internal import CashMachine
package import Desk
internal import Foundation
internal import LedgerStore
internal import MachineStore
internal import SQLiteLedgerStore

/// Makes books of a bank's store and a machine's directory, again and again while both are being used; what it has read of
/// either it does not read again. Changes nothing. Not thread-safe.
package final class BooksReader {
    private let terminal: TerminalID
    private let store: String
    private let machine: String
    private var reading: Reading?

    /// Nothing is opened before the first look.
    ///
    /// - Parameters:
    ///   - terminal: The machine's name at the bank.
    ///   - store: The bank's directory.
    ///   - machine: The machine's, as of `MachineDirectory`.
    package init(of terminal: TerminalID, store: String, machine: String) {
        self.terminal = terminal
        self.store = store
        self.machine = machine
    }

    /// - Throws: `BooksReaderError` with a sentence; the next look then begins anew.
    package func look() throws(BooksReaderError) -> LiveBooks {
        do {
            let files = try [
                store + "/bank.sqlite", MachineDirectory.journal(path: machine),
            ].map(FileIdentity.init)
            // A restored backup is another file under the same name.
            if reading?.files != files { reading = nil }
            var reading =
                try self.reading
                ?? Reading(terminal, store: store, machine: machine, files)
            self.reading = nil
            try reading.goOn()
            self.reading = reading
            return reading.accounting.books
        } catch let error as StoreError {
            throw BooksReaderError("\(error)")
        } catch let error as MachineStoreError {
            throw BooksReaderError("\(error)")
        } catch let error as BooksReaderError {
            throw error
        } catch {
            throw BooksReaderError("the books cannot be read: \(error)")
        }
    }
}

package struct BooksReaderError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Which file has a name just now.
private struct FileIdentity: Hashable {
    let number: UInt64

    init(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw BooksReaderError("\(path) is not there yet")
        }
        number = UInt64(status.st_ino)
    }
}

/// How far both have been read.
private struct Reading {
    /// How often to look again when the machine writes just then.
    private static let looks = 20

    let files: [FileIdentity]
    private(set) var accounting: Accounting
    private let ledger: LedgerFollower
    private let journal: Journal
    private let machine: String
    private var place = Journal.Place.beginning
    private var entries: [JournalEntry] = []
    private var devices = Devices()

    private struct Devices: Hashable {
        var dispenser: DispenserReport?
        var escrow: EscrowReport?
    }

    init(
        _ terminal: TerminalID, store: String, machine: String, _ files: [FileIdentity]
    ) throws {
        self.files = files
        self.machine = machine
        accounting = Accounting(of: terminal)
        ledger = try LedgerFollower(following: StoreDirectory.open(at: store))
        journal = try Journal(reading: MachineDirectory.journal(path: machine))
    }

    /// The machine first: what it calls settled, the bank has posted before.
    mutating func goOn() throws {
        try readMachine()
        accounting.take(try ledger.news())
    }

    /// Journal and devices must be of one moment: what is written between looking at both is looked at again.
    private mutating func readMachine() throws {
        let known = entries.count
        let before = devices
        for _ in 1...Self.looks {
            try readEntries()
            devices = Devices(
                dispenser: try DispenserFile.report(at: MachineDirectory.dispenser(path: machine)),
                escrow: try EscrowFile.report(at: MachineDirectory.escrow(path: machine)))
            let count = entries.count
            try readEntries()
            guard entries.count == count else { continue }
            if count == known, devices == before { return }
            accounting.take(
                Array(entries[known...]), dispenser: devices.dispenser, escrow: devices.escrow,
                audit: try JournalAudit(
                    entries, dispenser: devices.dispenser, escrow: devices.escrow))
            return
        }
        throw BooksReaderError("the journal is being written all the time")
    }

    private mutating func readEntries() throws {
        let (rows, end) = try journal.rows(after: place)
        entries += rows.map(\.entry)
        place = end
    }
}
