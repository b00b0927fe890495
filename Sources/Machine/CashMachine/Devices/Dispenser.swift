internal import BankProtocol

/// The dispenser itself: a device with a mind of its own, which outlives the machine's process.
///
/// It pays an operation at most once, only with an authorisation for it, and counts every note.
package struct Dispenser: Hashable, Sendable {
    package private(set) var report: DispenserReport

    package init(device: DeviceID, loaded: NoteCounts) {
        report = DispenserReport(device: device, tally: NoteTally(loaded: loaded))
    }

    /// A dispenser found as it said it was.
    package init(_ report: DispenserReport) {
        self.report = report
    }

    /// Does as it is told, but for what `fault` makes go wrong.
    ///
    /// - Throws: `DispenserRefusal` when it did nothing; its report is as before.
    package mutating func obey(_ command: DispenserCommand, fault: DispenserFault? = nil)
        throws(DispenserRefusal) -> DispenserReport
    {
        switch command {
        case .ask: break
        case .dispense(let authorisation, let notes): try pick(authorisation, notes, fault)
        case .present(let key): try present(key, fault)
        case .release(let key): try release(key, fault)
        case .retract(let key): try retract(key)
        case .count(let key, let change): try count(key, change)
        }
        return report
    }
}

extension Dispenser {
    private mutating func pick(
        _ authorisation: DispenseAuthorisation, _ notes: NoteCounts, _ fault: DispenserFault?
    ) throws(DispenserRefusal) {
        let key = authorisation.operation
        if let last = report.last {
            guard key > last.key else { throw .alreadyTold }
            guard !last.position.isUnderway else { throw .busy }
        }
        guard authorisation.amount == notes.value else { throw .notAuthorised }
        var picked = notes.atMost(report.tally.left)
        if case .cassetteEmpty(let empty) = fault { picked[empty] = 0 }
        report.tally.picked = report.tally.picked + picked
        report.last = DispenserOperation(
            key: key, asked: notes, position: settle(picked, fault))
    }

    private mutating func settle(_ picked: NoteCounts, _ fault: DispenserFault?)
        -> DispenserOperation.Position
    {
        switch fault {
        case .unknown:
            return .unknown
        case .jamBeforePresentation:
            report.tally.rejected = report.tally.rejected + picked
            return .none
        case .oneNoteShort:
            let missing = picked.smallestNote
            report.tally.rejected = report.tally.rejected + missing
            return stacked(picked - missing)
        case .jamAfterPresentation, .cassetteEmpty, .notTaken, nil:
            return stacked(picked)
        }
    }

    private func stacked(_ notes: NoteCounts) -> DispenserOperation.Position {
        notes.count == 0 ? .none : .stacked(notes)
    }

    private mutating func present(_ key: RequestKey, _ fault: DispenserFault?)
        throws(DispenserRefusal)
    {
        guard case .stacked(let notes) = try position(of: key) else { throw .nothingThere }
        report.tally.presented = report.tally.presented + notes
        report.last?.position = fault == .jamAfterPresentation ? .unknown : .atShutter(notes)
    }

    private mutating func release(_ key: RequestKey, _ fault: DispenserFault?)
        throws(DispenserRefusal)
    {
        guard case .atShutter(let notes) = try position(of: key) else { throw .nothingThere }
        if fault == .notTaken { return }
        report.tally.taken = report.tally.taken + notes
        report.last?.position = .taken(notes)
    }

    private mutating func retract(_ key: RequestKey) throws(DispenserRefusal) {
        switch try position(of: key) {
        case .stacked(let notes):
            report.tally.rejected = report.tally.rejected + notes
            report.last?.position = .none
        case .atShutter(let notes):
            report.tally.retracted = report.tally.retracted + notes
            report.last?.position = .retracted(notes)
        case .none, .taken, .retracted, .unknown:
            throw .nothingThere
        }
    }

    private mutating func count(_ key: RequestKey, _ change: CashChange) throws(DispenserRefusal) {
        if let last = report.counted, key <= last { throw .alreadyTold }
        if let refusal = report.refusal(of: change) { throw refusal }
        switch change.kind {
        case .vaultEmptied:
            throw .nothingThere
        case .loaded:
            report.tally.loaded = report.tally.loaded + change.notes
        case .removed:
            report.tally.removed = report.tally.removed + change.notes
        case .binsEmptied:
            report.tally.emptied = report.tally.rejected + report.tally.retracted
        case .tested:
            let picked = change.notes.atMost(report.tally.left)
            report.tally.picked = report.tally.picked + picked
            report.tally.rejected = report.tally.rejected + picked
        }
        report.counted = key
    }

    private func position(of key: RequestKey) throws(DispenserRefusal)
        -> DispenserOperation.Position
    {
        guard let last = report.last, last.key == key else { throw .nothingThere }
        return last.position
    }
}
