package import BankProtocol

/// What a dispenser says of itself whenever it is asked or told something.
package struct DispenserReport: Hashable, Sendable {
    package var device: DeviceID
    package var tally: NoteTally
    /// The last operation that it was told; `nil` for one that never paid.
    package var last: DispenserOperation?
    /// The last change by an operator that its counters hold.
    package var counted: RequestKey?

    package init(
        device: DeviceID, tally: NoteTally, last: DispenserOperation? = nil,
        counted: RequestKey? = nil
    ) {
        self.device = device
        self.tally = tally
        self.last = last
        self.counted = counted
    }

    /// What became of an operation: the answer to asking by its id.
    ///
    /// It remembers only the last. Keys rise, so of an earlier one it has forgotten the outcome, and a later one never
    /// reached it.
    package func position(of operation: RequestKey) -> DispenserOperation.Position {
        guard let last, last.key >= operation else { return .none }
        return last.key == operation ? last.position : .unknown
    }

    /// Whether it would take an operator's change into its counters.
    package func canCount(_ change: CashChange) -> Bool {
        refusal(of: change) == nil
    }

    func refusal(of change: CashChange) -> DispenserRefusal? {
        if let last, last.position.isUnderway { return .busy }
        return switch change.kind {
        case .removed where change.notes.atMost(tally.left) != change.notes: .tooFewNotes
        case .loaded, .removed, .binsEmptied, .vaultEmptied, .tested: nil
        }
    }
}

/// One dispense, named by the key of its withdrawal.
package struct DispenserOperation: Hashable, Sendable {
    /// Where the notes are. By the device's own count; a plan that could not be kept has fewer than were asked.
    package enum Position: Hashable, Sendable {
        /// No note has come out for this operation, and none will: not begun, or all in the reject bin.
        case none
        /// Picked and counted, behind the closed shutter.
        case stacked(NoteCounts)
        /// Within the customer's reach.
        case atShutter(NoteCounts)
        /// Surely gone with the customer; what else was asked surely never came out.
        case taken(NoteCounts)
        /// Were within reach, are back inside; how many came back, nobody has counted.
        case retracted(NoteCounts)
        /// The device cannot tell.
        case unknown
    }

    package var key: RequestKey
    package var asked: NoteCounts
    package var position: Position

    package init(key: RequestKey, asked: NoteCounts, position: Position) {
        self.key = key
        self.asked = asked
        self.position = position
    }
}

/// A dispenser's counters since it was made; each counts notes per cassette and only rises.
///
///     loaded ─ picked ─┬─ rejected
///                      └─ stacked ─ presented ─┬─ taken
///                                              └─ retracted
///
/// An operator loads and removes; what was rejected and retracted lies in two bins until he empties them.
package struct NoteTally: Hashable, Sendable {
    package var loaded: NoteCounts
    package var picked = NoteCounts.none
    package var rejected = NoteCounts.none
    package var presented = NoteCounts.none
    package var taken = NoteCounts.none
    package var retracted = NoteCounts.none
    /// Taken out of the cassettes by an operator.
    package var removed = NoteCounts.none
    /// Taken out of the reject and the retract bin by an operator.
    package var emptied = NoteCounts.none

    package init(loaded: NoteCounts) {
        self.loaded = loaded
    }

    /// What the cassettes still hold.
    package var left: NoteCounts { loaded - removed - picked }

    /// What the reject and the retract bin hold.
    package var inBins: NoteCounts { rejected + retracted - emptied }

    /// In the stacker or at the shutter.
    package var underway: NoteCounts { picked - rejected - taken - retracted }

    /// Whether every note is in just one place.
    package var isBalanced: Bool {
        let places = [
            loaded, picked, rejected, presented, taken, retracted, left, underway,
            presented - taken - retracted, picked - rejected - presented,
            removed, emptied, inBins,
        ]
        return places.allSatisfy { $0.thousands >= 0 && $0.fiveHundreds >= 0 && $0.hundreds >= 0 }
    }
}

extension DispenserOperation.Position {
    /// Whether notes lie between the cassettes and their end.
    var isUnderway: Bool {
        switch self {
        case .stacked, .atShutter: true
        case .none, .taken, .retracted, .unknown: false
        }
    }
}

extension NoteCounts {
    package func atMost(_ limit: NoteCounts) -> NoteCounts {
        NoteCounts(
            thousands: min(thousands, limit.thousands),
            fiveHundreds: min(fiveHundreds, limit.fiveHundreds),
            hundreds: min(hundreds, limit.hundreds))
    }

    /// One note of the smallest kind that is here; none of none.
    var smallestNote: NoteCounts {
        var one = NoteCounts.none
        if let note = Denomination.allCases.sorted().first(where: { self[$0] > 0 }) {
            one[note] = 1
        }
        return one
    }
}
