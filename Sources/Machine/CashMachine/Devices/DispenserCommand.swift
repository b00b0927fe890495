package import BankProtocol

/// What a dispenser can be told. Each is answered by a `DispenserReport`.
package enum DispenserCommand: Hashable, Sendable {
    /// What became of this operation?
    case ask(RequestKey)
    /// Pick the notes and count them into the stacker. Obeyed once an operation.
    case dispense(DispenseAuthorisation, NoteCounts)
    /// Put the stacked notes into the customer's reach.
    case present(RequestKey)
    /// The customer takes hold of the notes: let go, and say whether they are gone.
    case release(RequestKey)
    /// Take the notes back in, from the stacker into the reject bin, from the shutter into the retract bin.
    case retract(RequestKey)

    /// An operator has changed what is inside: take it into the counters. Obeyed once an operation.
    case count(RequestKey, CashChange)

    package var operation: RequestKey {
        switch self {
        case .ask(let key), .present(let key), .release(let key), .retract(let key),
            .count(let key, _):
            key
        case .dispense(let authorisation, _): authorisation.operation
        }
    }
}

/// Why a dispenser did nothing.
package enum DispenserRefusal: Error, Hashable, Sendable {
    /// It was told this operation, or a later one, before.
    case alreadyTold
    /// The authorisation is for another amount than the notes make.
    case notAuthorised
    /// Notes of another operation are still underway.
    case busy
    /// There are no notes of this operation where the command wants them.
    case nothingThere
    /// There are not so many notes in the cassettes.
    case tooFewNotes
}

/// What can be scripted to go wrong, once, at the next command that it concerns.
package enum DispenserFault: Hashable, Sendable {
    /// The picked notes jam and end in the reject bin.
    case jamBeforePresentation
    /// The notes jam in the shutter: nobody can say how many came out.
    case jamAfterPresentation
    /// One note less than planned; the missing one is in the reject bin.
    case oneNoteShort
    /// The power fails while notes are picked: the device cannot tell what it did.
    case unknown
    case cassetteEmpty(Denomination)
    /// The customer does not take the notes.
    case notTaken

    package func strikes(_ command: DispenserCommand) -> Bool {
        switch (self, command) {
        case (.jamBeforePresentation, .dispense), (.oneNoteShort, .dispense),
            (.unknown, .dispense), (.cassetteEmpty, .dispense), (.jamAfterPresentation, .present),
            (.notTaken, .release):
            true
        case (_, .ask), (_, .dispense), (_, .present), (_, .release), (_, .retract),
            (_, .count):
            false
        }
    }
}
