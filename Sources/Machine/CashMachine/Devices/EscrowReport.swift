package import BankProtocol

/// What an escrow says of itself whenever it is asked or told something.
package struct EscrowReport: Hashable, Sendable {
    package var device: DeviceID
    /// Counters since it was made; each only rises. accepted = vaulted + returned + held now.
    package var accepted = NoteCounts.none
    package var vaulted = NoteCounts.none
    package var returned = NoteCounts.none
    /// The last operation that it was told; `nil` for one that never took a note.
    package var last: EscrowOperation?
    /// Taken out of the vault by an operator, and the last time that its counters hold.
    package var emptied = NoteCounts.none
    package var counted: RequestKey?

    package init(device: DeviceID) {
        self.device = device
    }

    /// What became of an operation: the answer to asking by its id. It remembers only the last.
    package func position(of operation: RequestKey) -> EscrowOperation.Position {
        guard let last, last.key >= operation else { return .none }
        return last.key == operation ? last.position : .unknown
    }

    /// What the vault holds.
    package var inVault: NoteCounts { vaulted - emptied }

    package var held: NoteCounts { accepted - vaulted - returned }

    package var isBalanced: Bool {
        let holding: NoteCounts
        switch last?.position {
        case .holding(let notes): holding = notes
        case .none?, .vaulted, .returned, .unknown, nil: holding = .none
        }
        return held == holding && emptied.atMost(vaulted) == emptied
    }
}

/// One deposit, named by its key.
package struct EscrowOperation: Hashable, Sendable {
    package enum Position: Hashable, Sendable {
        /// It has taken no note for this operation.
        case none
        /// Counted, and held so that they can still be given back.
        case holding(NoteCounts)
        case vaulted(NoteCounts)
        case returned(NoteCounts)
        /// The device cannot tell.
        case unknown
    }

    package var key: RequestKey
    package var position: Position

    package init(key: RequestKey, position: Position) {
        self.key = key
        self.position = position
    }
}

/// What an escrow can be told. Each is answered by an `EscrowReport`.
package enum EscrowCommand: Hashable, Sendable {
    case ask(RequestKey)
    /// Take the notes in and count them. Obeyed once an operation.
    case accept(RequestKey, NoteCounts)
    case vault(RequestKey)
    case giveBack(RequestKey)
    /// An operator has emptied the vault: take it into the counters. Obeyed once an operation.
    case emptyVault(RequestKey)

    package var operation: RequestKey {
        switch self {
        case .ask(let key), .accept(let key, _), .vault(let key), .giveBack(let key),
            .emptyVault(let key):
            key
        }
    }
}

/// Why an escrow did nothing.
package enum EscrowRefusal: Error, Hashable, Sendable {
    case alreadyTold
    /// It still holds notes of another operation.
    case busy
    /// It holds no notes of this operation.
    case nothingThere
}

/// What can be scripted to go wrong, once, at the next command that it concerns.
package enum EscrowFault: Hashable, Sendable {
    /// Does not move the notes, neither way.
    case stuck
    /// One note is not accepted; it stays with the customer.
    case noteNotAccepted

    package func strikes(_ command: EscrowCommand) -> Bool {
        switch (self, command) {
        case (.stuck, .vault), (.stuck, .giveBack), (.noteNotAccepted, .accept): true
        case (_, .ask), (_, .accept), (_, .vault), (_, .giveBack), (_, .emptyVault): false
        }
    }
}
