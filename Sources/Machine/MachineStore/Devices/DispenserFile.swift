internal import BankProtocol
package import CashMachine
internal import Synchronization

/// The dispenser's own memory, in a file of its own that the machine's death does not touch.
package final class DispenserFile: Sendable {
    /// What a cash machine comes with: 500 × 1000, 500 × 500, 800 × 100.
    package static let fullCassettes = NoteCounts(
        thousands: 500, fiveHundreds: 500, hundreds: 800)

    private let dispenser: Mutex<Dispenser>
    private let file: DurableFile
    private let script: FaultScript

    /// Opens it; makes one with full cassettes when there is none.
    ///
    /// - Throws: `MachineStoreError`.
    init(path: String, script: FaultScript) throws {
        file = DurableFile(path: path)
        self.script = script
        if let stored = try file.read(StoredDispenser.self) {
            guard let report = stored.report, report.tally.isBalanced else {
                throw MachineStoreError.damaged(path: path, reason: "its counters do not balance")
            }
            dispenser = Mutex(Dispenser(report))
        } else {
            let new = Dispenser(
                device: DeviceID(bits: .random(in: .min ... .max)), loaded: Self.fullCassettes)
            try file.write(StoredDispenser(new.report))
            dispenser = Mutex(new)
        }
    }

    /// What the dispenser whose memory is at `path` says of itself, read beside the machine that uses it.
    ///
    /// - Returns: `nil` when there is none.
    /// - Throws: `MachineStoreError`.
    package static func report(at path: String) throws -> DispenserReport? {
        guard let stored = try DurableFile(path: path).read(StoredDispenser.self) else {
            return nil
        }
        guard let report = stored.report else {
            throw MachineStoreError.damaged(path: path, reason: "a counter makes no sense")
        }
        return report
    }

    package var report: DispenserReport { dispenser.withLock { $0.report } }

    /// Does as it is told, and remembers it durably before it returns.
    ///
    /// - Returns: What it says of itself then: unchanged when it refused.
    /// - Throws: `MachineStoreError` when it cannot remember.
    package func obey(_ command: DispenserCommand) throws -> DispenserReport {
        try dispenser.withLock { dispenser in
            var next = dispenser
            do {
                _ = try next.obey(command, fault: try script.takeFault(striking: command))
            } catch is DispenserRefusal {
                return dispenser.report
            }
            if next != dispenser { try file.write(StoredDispenser(next.report)) }
            dispenser = next
            return dispenser.report
        }
    }
}

/// The file's JSON. Counts are of 1000, 500, 100.
private struct StoredDispenser: Codable {
    struct Operation: Codable {
        var key: String
        var asked: [Int]
        var position: String
        var notes: [Int]?
    }

    var device: String
    var loaded, picked, rejected, presented, taken, retracted: [Int]
    var last: Operation?

    init(_ report: DispenserReport) {
        device = JournalText.hex(report.device.bits)
        loaded = JournalText.notes(report.tally.loaded)
        picked = JournalText.notes(report.tally.picked)
        rejected = JournalText.notes(report.tally.rejected)
        presented = JournalText.notes(report.tally.presented)
        taken = JournalText.notes(report.tally.taken)
        retracted = JournalText.notes(report.tally.retracted)
        last = report.last.map(Operation.init)
    }

    /// `nil` when a member makes no sense.
    var report: DispenserReport? {
        guard let bits = JournalText.bits(device), let loaded = JournalText.notes(loaded),
            let picked = JournalText.notes(picked), let rejected = JournalText.notes(rejected),
            let presented = JournalText.notes(presented), let taken = JournalText.notes(taken),
            let retracted = JournalText.notes(retracted)
        else { return nil }
        var tally = NoteTally(loaded: loaded)
        tally.picked = picked
        tally.rejected = rejected
        tally.presented = presented
        tally.taken = taken
        tally.retracted = retracted
        guard let last else { return DispenserReport(device: DeviceID(bits: bits), tally: tally) }
        guard let operation = last.operation else { return nil }
        return DispenserReport(device: DeviceID(bits: bits), tally: tally, last: operation)
    }
}

extension StoredDispenser.Operation {
    init(_ operation: DispenserOperation) {
        key = JournalText.key(operation.key)
        asked = JournalText.notes(operation.asked)
        switch operation.position {
        case .none: position = "none"
        case .unknown: position = "unknown"
        case .stacked(let notes): (position, self.notes) = ("stacked", JournalText.notes(notes))
        case .atShutter(let notes):
            (position, self.notes) = ("at-shutter", JournalText.notes(notes))
        case .taken(let notes): (position, self.notes) = ("taken", JournalText.notes(notes))
        case .retracted(let notes):
            (position, self.notes) = ("retracted", JournalText.notes(notes))
        }
    }

    var operation: DispenserOperation? {
        guard let key = JournalText.key(key), let asked = JournalText.notes(asked) else {
            return nil
        }
        let counted = notes.flatMap { JournalText.notes($0) }
        let place: DispenserOperation.Position?
        switch position {
        case "none": place = DispenserOperation.Position.none
        case "unknown": place = .unknown
        case "stacked": place = counted.map { .stacked($0) }
        case "at-shutter": place = counted.map { .atShutter($0) }
        case "taken": place = counted.map { .taken($0) }
        case "retracted": place = counted.map { .retracted($0) }
        default: place = nil
        }
        return place.map { DispenserOperation(key: key, asked: asked, position: $0) }
    }
}
