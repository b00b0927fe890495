internal import BankProtocol

/// The escrow itself: holds a deposit's notes until it is told where they belong. It outlives the machine's process.
package struct Escrow: Hashable, Sendable {
    package private(set) var report: EscrowReport

    package init(device: DeviceID) {
        report = EscrowReport(device: device)
    }

    /// An escrow found as it said it was.
    package init(_ report: EscrowReport) {
        self.report = report
    }

    /// Does as it is told, but for what `fault` makes go wrong.
    ///
    /// - Throws: `EscrowRefusal` when it did nothing; its report is as before.
    package mutating func obey(_ command: EscrowCommand, fault: EscrowFault? = nil)
        throws(EscrowRefusal) -> EscrowReport
    {
        switch command {
        case .ask: break
        case .accept(let key, let notes): try accept(key, notes, fault)
        case .vault(let key):
            let notes = try held(for: key)
            guard fault != .stuck else { break }
            report.vaulted = report.vaulted + notes
            report.last?.position = .vaulted(notes)
        case .giveBack(let key):
            let notes = try held(for: key)
            guard fault != .stuck else { break }
            report.returned = report.returned + notes
            report.last?.position = .returned(notes)
        case .emptyVault(let key):
            if let last = report.counted, key <= last { throw .alreadyTold }
            report.emptied = report.vaulted
            report.counted = key
        }
        return report
    }

    private mutating func accept(_ key: RequestKey, _ notes: NoteCounts, _ fault: EscrowFault?)
        throws(EscrowRefusal)
    {
        if let last = report.last {
            guard key > last.key else { throw .alreadyTold }
            if case .holding = last.position { throw .busy }
        }
        let accepted = fault == .noteNotAccepted ? notes - notes.smallestNote : notes
        report.accepted = report.accepted + accepted
        report.last = EscrowOperation(
            key: key, position: accepted.count == 0 ? .none : .holding(accepted))
    }

    private func held(for key: RequestKey) throws(EscrowRefusal) -> NoteCounts {
        guard let last = report.last, last.key == key, case .holding(let notes) = last.position
        else { throw .nothingThere }
        return notes
    }
}
