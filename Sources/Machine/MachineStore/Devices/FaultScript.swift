package import CashMachine

/// What is to go wrong with the devices, each once: a file that `atm fault` may write while the machine runs.
package struct FaultScript: Sendable {
    /// A fault of either device, written as in `dispenser-jam-before-presentation`.
    package enum Fault: Hashable, Sendable {
        case dispenser(DispenserFault)
        case escrow(EscrowFault)
    }

    private let file: DurableFile

    package init(path: String) {
        file = DurableFile(path: path)
    }

    /// In the order in which they were scripted.
    ///
    /// - Throws: `MachineStoreError`, also for a name that is none.
    package func faults() throws -> [Fault] {
        try (file.read([String].self) ?? []).map { name in
            guard let fault = Fault(name: name) else {
                throw MachineStoreError.damaged(
                    path: file.path, reason: "there is no fault named \"\(name)\"")
            }
            return fault
        }
    }

    package func add(_ fault: Fault) throws {
        try file.write(try faults().map(\.name) + [fault.name])
    }

    package func clear() throws {
        try file.write([String]())
    }

    func takeFault(striking command: DispenserCommand) throws -> DispenserFault? {
        try takeFirst { fault in
            if case .dispenser(let fault) = fault, fault.strikes(command) { fault } else { nil }
        }
    }

    func takeFault(striking command: EscrowCommand) throws -> EscrowFault? {
        try takeFirst { fault in
            if case .escrow(let fault) = fault, fault.strikes(command) { fault } else { nil }
        }
    }

    private func takeFirst<Taken>(_ choose: (Fault) -> Taken?) throws -> Taken? {
        var rest = try faults()
        for (place, fault) in rest.enumerated() {
            guard let taken = choose(fault) else { continue }
            rest.remove(at: place)
            try file.write(rest.map(\.name))
            return taken
        }
        return nil
    }
}

extension FaultScript.Fault {
    /// Every fault that can be scripted.
    package static let all: [FaultScript.Fault] =
        [
            .dispenser(.jamBeforePresentation), .dispenser(.jamAfterPresentation),
            .dispenser(.oneNoteShort), .dispenser(.unknown), .dispenser(.notTaken),
            .escrow(.stuck), .escrow(.noteNotAccepted),
        ] + Denomination.allCases.map { .dispenser(.cassetteEmpty($0)) }

    package init?(name: String) {
        guard let fault = Self.all.first(where: { $0.name == name }) else { return nil }
        self = fault
    }

    package var name: String {
        switch self {
        case .dispenser(.jamBeforePresentation): "dispenser-jam-before-presentation"
        case .dispenser(.jamAfterPresentation): "dispenser-jam-after-presentation"
        case .dispenser(.oneNoteShort): "dispenser-one-note-short"
        case .dispenser(.unknown): "dispenser-unknown"
        case .dispenser(.notTaken): "dispenser-not-taken"
        case .dispenser(.cassetteEmpty(let note)): "dispenser-cassette-empty-\(note.rawValue)"
        case .escrow(.stuck): "escrow-stuck"
        case .escrow(.noteNotAccepted): "escrow-note-not-accepted"
        }
    }
}
