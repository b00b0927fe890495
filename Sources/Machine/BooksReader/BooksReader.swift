package import BankProtocol
internal import CashMachine
package import Desk
internal import Foundation
internal import LedgerStore
internal import MachineStore
internal import SQLiteLedgerStore

/// Makes books of a bank's store and its machines' directories, again and again while all are being used; what it has read
/// of any it does not read again. Changes nothing. Not thread-safe.
package final class BooksReader {
    private let terminal: TerminalID
    private let store: String
    private let machine: String
    private let others: [Other]
    private var reading: Reading?

    /// A further machine of the bank's, which need not be there yet.
    package struct Other: Hashable, Sendable {
        package var terminal: TerminalID
        /// As of `MachineDirectory`.
        package var directory: String

        package init(_ terminal: TerminalID, directory: String) {
            self.terminal = terminal
            self.directory = directory
        }
    }

    /// Nothing is opened before the first look.
    ///
    /// - Parameters:
    ///   - terminal: The machine's name at the bank.
    ///   - store: The bank's directory.
    ///   - machine: The machine's, as of `MachineDirectory`.
    ///   - others: Machines that are read too, once they are there.
    package init(of terminal: TerminalID, store: String, machine: String, others: [Other] = []) {
        self.terminal = terminal
        self.store = store
        self.machine = machine
        self.others = others
    }

    /// - Throws: `BooksReaderError` with a sentence; the next look then begins anew.
    package func look() throws(BooksReaderError) -> LiveBooks {
        do {
            var reading = try self.reading.flatMap { try $0.isStillThere() ? $0 : nil } ?? begin()
            self.reading = nil
            for other in others where !reading.knows(other.terminal) {
                guard FileIdentity.isThere(MachineDirectory.journal(path: other.directory)) else {
                    continue
                }
                try reading.add(other.terminal, other.directory)
            }
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

    private func begin() throws -> Reading {
        var reading = try Reading(terminal, store: store)
        try reading.add(terminal, machine)
        return reading
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
    let path: String
    let number: UInt64

    init(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw BooksReaderError("\(path) is not there yet")
        }
        self.path = path
        number = UInt64(status.st_ino)
    }

    static func isThere(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// A restored backup is another file under the same name.
    func isStillThere() throws -> Bool { try FileIdentity(path) == self }
}

/// How far the bank and its machines have been read.
private struct Reading {
    private(set) var accounting: Accounting
    private let file: FileIdentity
    private let ledger: LedgerFollower
    private var machines: [MachineReading] = []

    init(_ terminal: TerminalID, store: String) throws {
        file = try FileIdentity(store + "/bank.sqlite")
        accounting = Accounting(of: terminal)
        ledger = try LedgerFollower(following: StoreDirectory.open(at: store))
    }

    func isStillThere() throws -> Bool {
        guard try file.isStillThere() else { return false }
        return try machines.allSatisfy { try $0.file.isStillThere() }
    }

    func knows(_ terminal: TerminalID) -> Bool {
        machines.contains { $0.terminal == terminal }
    }

    mutating func add(_ terminal: TerminalID, _ directory: String) throws {
        machines.append(try MachineReading(terminal, directory))
    }

    /// The machines first: what they call settled, the bank has posted before.
    mutating func goOn() throws {
        for place in machines.indices { try machines[place].goOn(&accounting) }
        accounting.take(try ledger.news())
    }
}

/// How far a machine has been read.
private struct MachineReading {
    /// How often to look again when the machine writes just then.
    private static let looks = 20

    let terminal: TerminalID
    let file: FileIdentity
    private let journal: Journal
    private let directory: String
    private var place = Journal.Place.beginning
    private var entries: [JournalEntry] = []
    private var devices = Devices()

    private struct Devices: Hashable {
        var dispenser: DispenserReport?
        var escrow: EscrowReport?
    }

    init(_ terminal: TerminalID, _ directory: String) throws {
        self.terminal = terminal
        self.directory = directory
        let path = MachineDirectory.journal(path: directory)
        file = try FileIdentity(path)
        journal = try Journal(reading: path)
    }

    /// Journal and devices must be of one moment: what is written between looking at both is looked at again.
    mutating func goOn(_ accounting: inout Accounting) throws {
        let known = entries.count
        let before = devices
        for _ in 1...Self.looks {
            try readEntries()
            devices = Devices(
                dispenser: try DispenserFile.report(
                    at: MachineDirectory.dispenser(path: directory)),
                escrow: try EscrowFile.report(at: MachineDirectory.escrow(path: directory)))
            let count = entries.count
            try readEntries()
            guard entries.count == count else { continue }
            if count == known, devices == before { return }
            accounting.take(
                Array(entries[known...]), at: terminal, dispenser: devices.dispenser,
                escrow: devices.escrow,
                audit: try JournalAudit(
                    entries, dispenser: devices.dispenser, escrow: devices.escrow))
            return
        }
        throw BooksReaderError("the journal of \(terminal) is being written all the time")
    }

    private mutating func readEntries() throws {
        let (rows, end) = try journal.rows(after: place)
        entries += rows.map(\.entry)
        place = end
    }
}
