package import CashMachine
internal import Foundation
internal import Glibc

/// What is to go wrong with the devices: a file that `atm fault` may write while the machine runs.
///
///     [{"fault":"jam-before-presentation","standing":false},{"fault":"printer-out","standing":true}]
package struct FaultScript: Sendable {
    package typealias Fault = DeviceFault

    package struct Entry: Hashable, Sendable {
        package var fault: Fault
        /// Strikes every time until it is cleared; otherwise once.
        package var isStanding: Bool

        package init(_ fault: Fault, isStanding: Bool = false) {
            self.fault = fault
            self.isStanding = isStanding
        }
    }

    private let file: DurableFile

    package init(path: String) {
        file = DurableFile(path: path)
    }

    /// In the order in which they were scripted.
    ///
    /// - Throws: `MachineStoreError`, also for a name that is none.
    package func entries() throws -> [Entry] {
        try (file.read([StoredEntry].self) ?? []).map { stored in
            guard let fault = Fault(name: stored.fault) else {
                throw MachineStoreError.damaged(
                    path: file.path, reason: "there is no fault named \"\(stored.fault)\"")
            }
            return Entry(fault, isStanding: stored.standing)
        }
    }

    package func add(_ entry: Entry) throws {
        try change { $0.append(entry) }
    }

    package func clear() throws {
        try change { $0 = [] }
    }

    /// - Returns: How many entries of this fault there were.
    @discardableResult
    package func clear(_ fault: Fault) throws -> Int {
        try change { entries in
            let before = entries.count
            entries.removeAll { $0.fault == fault }
            return before - entries.count
        }
    }

    /// Changes the file as a whole, one process at a time: the machine takes a fault while `atm fault` adds another.
    private func change<Result>(_ body: (inout [Entry]) -> Result) throws -> Result {
        let lock = try unusable(file.path) { try FileLock(path: file.path + ".lock") }
        defer { lock.release() }
        let before = try entries()
        var after = before
        let result = body(&after)
        if after != before { try file.write(after.map(StoredEntry.init)) }
        return result
    }
}

private struct StoredEntry: Codable {
    var fault: String
    var standing: Bool

    init(_ entry: FaultScript.Entry) {
        fault = entry.fault.name
        standing = entry.isStanding
    }
}

/// Waits for its turn with a file that several processes change.
private struct FileLock {
    private let descriptor: Int32

    init(path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError("open") }
        guard flock(descriptor, LOCK_EX) == 0 else {
            close(descriptor)
            throw SystemError("flock")
        }
    }

    func release() {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}

// MARK: - Striking

extension FaultScript {
    func takeFault(striking command: DispenserCommand) throws -> DispenserFault? {
        try take { fault in
            if case .dispenser(let fault) = fault, fault.strikes(command) { fault } else { nil }
        }
    }

    func takeFault(striking command: EscrowCommand) throws -> EscrowFault? {
        try take { fault in
            if case .escrow(let fault) = fault, fault.strikes(command) { fault } else { nil }
        }
    }

    /// Whether a receipt that is to be printed now is not.
    func takePrinterOut() throws -> Bool {
        try take { $0 == .printerOut ? true : nil } ?? false
    }

    /// The first that `choose` wants; it is gone then unless it stands.
    private func take<Taken>(_ choose: (Fault) -> Taken?) throws -> Taken? {
        // Mostly there is none, and then no file is touched.
        guard try entries().contains(where: { choose($0.fault) != nil }) else { return nil }
        return try change { entries in
            for (place, entry) in entries.enumerated() {
                guard let taken = choose(entry.fault) else { continue }
                if !entry.isStanding { entries.remove(at: place) }
                return taken
            }
            return nil
        }
    }
}
