package import LinkFaults

/// Which part of the wire is looked at, and whether it grows.
package struct TraceView: Hashable, Sendable {
    /// What is seen while paused waits here; more is taken in at once, the oldest first.
    static let mostHeld = 5000

    /// Not yet taken in; only while paused.
    package private(set) var held: [LineSighting] = []
    package private(set) var isPaused = false
    /// `nil` follows the newest.
    package private(set) var subject: Dialogue.Subject?
    /// The message that is laid open, by its number; `nil` when none is.
    package private(set) var opened: Int?
    /// Lines that are scrolled away above.
    package private(set) var scroll = 0

    package init() {}
}

// MARK: - Pausing

extension TraceView {
    mutating func hold(_ sighting: LineSighting, _ wire: inout Wire) {
        held.append(sighting)
        if held.count > Self.mostHeld { wire.see(held.removeFirst()) }
    }

    mutating func togglePause(_ wire: inout Wire) {
        isPaused.toggle()
        guard !isPaused else { return }
        for sighting in held { wire.see(sighting) }
        held = []
    }

    /// Takes in one thing; pauses first if it is running.
    ///
    /// - Returns: `false` when there was none to take.
    mutating func step(_ wire: inout Wire) -> Bool {
        isPaused = true
        guard !held.isEmpty else { return false }
        wire.see(held.removeFirst())
        return true
    }
}

// MARK: - Looking around

extension TraceView {
    /// What is drawn as a diagram.
    func dialogue(in wire: Wire) -> Dialogue? {
        place(in: wire).map { wire.dialogues[$0] }
    }

    private func place(in wire: Wire) -> Int? {
        let chosen = subject.flatMap { subject in
            wire.dialogues.lastIndex { $0.subject == subject }
        }
        // A chosen one that is forgotten gives way to the newest.
        return chosen ?? wire.dialogues.indices.last
    }

    func openCrossing(in wire: Wire) -> Crossing? {
        guard let opened, let dialogue = dialogue(in: wire) else { return nil }
        return dialogue.crossings.first { $0.number == opened } ?? dialogue.crossings.last
    }

    /// - Returns: `false` when there is nothing further that way.
    mutating func move(_ distance: Int, in wire: Wire) -> Bool {
        opened == nil ? moveDialogue(distance, wire) : moveCrossing(distance, wire)
    }

    /// Down is older, as it is drawn.
    private mutating func moveDialogue(_ distance: Int, _ wire: Wire) -> Bool {
        guard let place = place(in: wire), wire.dialogues.indices.contains(place - distance) else {
            return false
        }
        let next = place - distance
        subject = next == wire.dialogues.count - 1 ? nil : wire.dialogues[next].subject
        scroll = 0
        return true
    }

    private mutating func moveCrossing(_ distance: Int, _ wire: Wire) -> Bool {
        guard let dialogue = dialogue(in: wire), let crossing = openCrossing(in: wire),
            let place = dialogue.crossings.firstIndex(of: crossing),
            dialogue.crossings.indices.contains(place + distance)
        else { return false }
        opened = dialogue.crossings[place + distance].number
        scroll = 0
        return true
    }

    /// Lays the last message of the dialogue open, or closes what is open.
    mutating func toggleOpen(in wire: Wire) -> Bool {
        scroll = 0
        if opened != nil {
            opened = nil
            return true
        }
        guard let dialogue = dialogue(in: wire), let last = dialogue.crossings.last else {
            return false
        }
        // What is laid open stays in view although newer ones come.
        subject = dialogue.subject
        opened = last.number
        return true
    }

    mutating func scroll(by lines: Int) {
        scroll = max(0, min(scroll + lines, 400))
    }

    mutating func follow() {
        subject = nil
        opened = nil
        scroll = 0
    }

    mutating func toOldest(in wire: Wire) {
        opened = nil
        scroll = 0
        subject = wire.dialogues.count > 1 ? wire.dialogues.first?.subject : nil
    }
}
