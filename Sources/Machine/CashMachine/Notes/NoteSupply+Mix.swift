package import BankProtocol

extension NoteSupply {
    /// The notes that make up exactly `amount`.
    ///
    /// - Returns: `nil` when no mix within the supply and `mostNotes` does, and for an amount of zero or less.
    package func mix(for amount: Money, preferring preference: Preference = .fewestNotes)
        -> NoteCounts?
    {
        guard let fewest = fewestNotes(for: amount) else { return nil }
        switch preference {
        case .fewestNotes:
            return fewest
        case .fewerLargeNotes:
            return withFewerLargeNotes(than: fewest)
        }
    }

    package func canPay(_ amount: Money) -> Bool {
        fewestNotes(for: amount) != nil
    }

    /// The largest amount up to `limit` that can be paid; zero when there is none.
    package func mostPayable(upTo limit: Money) -> Money {
        guard let step = smallestNote?.value.minorUnits else { return .zero }
        let most = min(limit, largestHandful)
        var units = most.minorUnits / step * step
        while units > 0, !canPay(Money(minorUnits: units)) { units -= step }
        return Money(minorUnits: max(0, units))
    }

    /// `nil` when there is no note at all.
    package var smallestNote: Denomination? {
        Denomination.allCases.sorted().first { notes[$0] > 0 }
    }

    /// The value of `mostNotes` notes, the largest first: nothing above it fits through the shutter.
    private var largestHandful: Money {
        var room = mostNotes
        return Denomination.allCases.sorted(by: >).reduce(.zero) { sum, note in
            let count = min(room, notes[note])
            room -= count
            return sum + note.value * count
        }
    }

    /// Takes the largest notes first. Since each face value divides the next larger one, this finds a mix whenever there
    /// is one, and the one with the fewest notes.
    private func fewestNotes(for amount: Money) -> NoteCounts? {
        guard amount > .zero else { return nil }
        var rest = amount.minorUnits
        var mix = NoteCounts.none
        for note in Denomination.allCases.sorted(by: >) {
            let face = note.value.minorUnits
            mix[note] = Int(min(Int64(notes[note]), rest / face))
            rest -= Int64(mix[note]) * face
        }
        return rest == 0 && mix.count <= mostNotes ? mix : nil
    }

    private func withFewerLargeNotes(than fewest: NoteCounts) -> NoteCounts {
        guard let largest = Denomination.allCases.sorted(by: >).first(where: { fewest[$0] > 0 })
        else { return fewest }
        for count in 0..<fewest[largest] {
            var bounded = self
            bounded.notes[largest] = count
            if let mix = bounded.fewestNotes(for: fewest.value) { return mix }
        }
        return fewest
    }
}
