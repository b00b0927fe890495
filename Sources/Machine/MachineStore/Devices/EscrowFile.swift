internal import BankProtocol
package import CashMachine
internal import Synchronization

/// The escrow's own memory, in a file of its own that the machine's death does not touch.
package final class EscrowFile: Sendable {
    private let escrow: Mutex<Escrow>
    private let file: DurableFile
    private let script: FaultScript

    /// Opens it; makes an empty one when there is none.
    ///
    /// - Throws: `MachineStoreError`.
    init(path: String, script: FaultScript) throws {
        file = DurableFile(path: path)
        self.script = script
        if let stored = try file.read(StoredEscrow.self) {
            guard let report = stored.report, report.isBalanced else {
                throw MachineStoreError.damaged(path: path, reason: "its counters do not balance")
            }
            escrow = Mutex(Escrow(report))
        } else {
            let new = Escrow(device: DeviceID(bits: .random(in: .min ... .max)))
            try file.write(StoredEscrow(new.report))
            escrow = Mutex(new)
        }
    }

    /// What the escrow whose memory is at `path` says of itself, read beside the machine that uses it.
    ///
    /// - Returns: `nil` when there is none.
    /// - Throws: `MachineStoreError`.
    package static func report(at path: String) throws -> EscrowReport? {
        guard let stored = try DurableFile(path: path).read(StoredEscrow.self) else { return nil }
        guard let report = stored.report else {
            throw MachineStoreError.damaged(path: path, reason: "a counter makes no sense")
        }
        return report
    }

    package var report: EscrowReport { escrow.withLock { $0.report } }

    /// Does as it is told, and remembers it durably before it returns.
    ///
    /// - Returns: What it says of itself then: unchanged when it refused.
    /// - Throws: `MachineStoreError` when it cannot remember.
    package func obey(_ command: EscrowCommand) throws -> EscrowReport {
        try escrow.withLock { escrow in
            var next = escrow
            do {
                _ = try next.obey(command, fault: try script.takeFault(striking: command))
            } catch is EscrowRefusal {
                return escrow.report
            }
            if next != escrow { try file.write(StoredEscrow(next.report)) }
            escrow = next
            return escrow.report
        }
    }
}

/// The file's JSON. Counts are of 1000, 500, 100.
private struct StoredEscrow: Codable {
    struct Operation: Codable {
        var key: String
        var position: String
        var notes: [Int]?
    }

    var device: String
    var accepted, vaulted, returned: [Int]
    /// Absent in the files of machines whose vault nobody had emptied.
    var emptied: [Int]?
    var last: Operation?
    var counted: String?

    init(_ report: EscrowReport) {
        device = JournalText.hex(report.device.bits)
        accepted = JournalText.notes(report.accepted)
        vaulted = JournalText.notes(report.vaulted)
        returned = JournalText.notes(report.returned)
        emptied = JournalText.notes(report.emptied)
        last = report.last.map(Operation.init)
        counted = report.counted.map { JournalText.key($0) }
    }

    /// `nil` when a member makes no sense.
    var report: EscrowReport? {
        guard let bits = JournalText.bits(device), let accepted = JournalText.notes(accepted),
            let vaulted = JournalText.notes(vaulted), let returned = JournalText.notes(returned),
            let emptied = JournalText.notes(emptied ?? [0, 0, 0])
        else { return nil }
        var report = EscrowReport(device: DeviceID(bits: bits))
        report.accepted = accepted
        report.vaulted = vaulted
        report.returned = returned
        report.emptied = emptied
        if let counted {
            guard let key = JournalText.key(counted) else { return nil }
            report.counted = key
        }
        guard let last else { return report }
        guard let operation = last.operation else { return nil }
        report.last = operation
        return report
    }
}

extension StoredEscrow.Operation {
    init(_ operation: EscrowOperation) {
        key = JournalText.key(operation.key)
        switch operation.position {
        case .none: position = "none"
        case .unknown: position = "unknown"
        case .holding(let notes): (position, self.notes) = ("holding", JournalText.notes(notes))
        case .vaulted(let notes): (position, self.notes) = ("vaulted", JournalText.notes(notes))
        case .returned(let notes): (position, self.notes) = ("returned", JournalText.notes(notes))
        }
    }

    var operation: EscrowOperation? {
        guard let key = JournalText.key(key) else { return nil }
        let counted = notes.flatMap { JournalText.notes($0) }
        let place: EscrowOperation.Position?
        switch position {
        case "none": place = EscrowOperation.Position.none
        case "unknown": place = .unknown
        case "holding": place = counted.map { .holding($0) }
        case "vaulted": place = counted.map { .vaulted($0) }
        case "returned": place = counted.map { .returned($0) }
        default: place = nil
        }
        return place.map { EscrowOperation(key: key, position: $0) }
    }
}
