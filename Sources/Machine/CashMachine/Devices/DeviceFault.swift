/// A fault that one of the machine's devices can be told to have, known by its name.
package enum DeviceFault: Hashable, Sendable {
    case dispenser(DispenserFault)
    case escrow(EscrowFault)
    /// The receipt printer has no paper.
    case printerOut
}

extension DeviceFault {
    /// Every fault that can be scripted.
    package static let all: [DeviceFault] =
        [
            .dispenser(.jamBeforePresentation), .dispenser(.jamAfterPresentation),
            .dispenser(.oneNoteShort), .dispenser(.unknown), .dispenser(.notTaken),
        ] + Denomination.allCases.map { .dispenser(.cassetteEmpty($0)) }
        + [.escrow(.stuck), .escrow(.noteNotAccepted), .printerOut]

    package init?(name: String) {
        guard let fault = Self.all.first(where: { $0.name == name }) else { return nil }
        self = fault
    }

    package var name: String {
        switch self {
        case .dispenser(.jamBeforePresentation): "jam-before-presentation"
        case .dispenser(.jamAfterPresentation): "jam-after-presentation"
        case .dispenser(.oneNoteShort): "one-note-short"
        case .dispenser(.unknown): "dispenser-unknown"
        case .dispenser(.notTaken): "cash-not-taken"
        case .dispenser(.cassetteEmpty(let note)): "cassette-empty-\(note.rawValue)"
        case .escrow(.stuck): "escrow-stuck"
        case .escrow(.noteNotAccepted): "note-not-accepted"
        case .printerOut: "printer-out"
        }
    }

    /// What it does, in a sentence.
    package var meaning: String {
        switch self {
        case .dispenser(.jamBeforePresentation):
            "The picked notes jam before the shutter and end in the reject bin."
        case .dispenser(.jamAfterPresentation):
            "The notes jam in the shutter: nobody can say how many came out."
        case .dispenser(.oneNoteShort):
            "One note less than planned comes out; it is in the reject bin."
        case .dispenser(.unknown):
            "The dispenser cannot tell what it did, even when it is asked."
        case .dispenser(.notTaken):
            "The customer's hand gets no hold of the notes: they stay at the shutter."
        case .dispenser(.cassetteEmpty(let note)):
            "The cassette of \(note.rawValue) gives no note, whatever its counter says."
        case .escrow(.stuck):
            "The escrow moves its notes neither into the vault nor back."
        case .escrow(.noteNotAccepted):
            "The escrow does not take one of the notes."
        case .printerOut:
            "The printer has no paper: receipts are shown, not saved."
        }
    }
}
