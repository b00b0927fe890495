/// What the dispenser can pay from just now, and how it would.
package struct NoteSupply: Hashable, Sendable {
    package enum Preference: Hashable, Sendable {
        /// As few notes as possible.
        case fewestNotes
        /// Of the largest note that the amount would bring, as few as the limit on notes allows: the customer asked
        /// for change. Of the others as few as possible.
        case fewerLargeNotes
    }

    /// Notes left in the cassettes that work; 0 for one that is empty or jammed.
    package var notes: NoteCounts
    /// The most notes that fit through the shutter at once.
    package var mostNotes: Int

    package init(notes: NoteCounts, mostNotes: Int = 40) {
        self.notes = notes
        self.mostNotes = mostNotes
    }
}
