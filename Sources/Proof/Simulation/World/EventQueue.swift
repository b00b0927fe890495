/// What is still to happen, the earliest first; of two at the same moment, the one that was scheduled first.
struct EventQueue<Happening> {
    private struct Entry {
        var at: Instant
        var number: UInt64
        /// Where its happening is kept, so that the heap moves small entries only.
        var place: Int

        func comesBefore(_ other: Entry) -> Bool {
            at == other.at ? number < other.number : at < other.at
        }
    }

    /// A binary heap.
    private var entries: [Entry] = []
    private var happenings: [Happening?] = []
    private var freePlaces: [Int] = []
    private var scheduled: UInt64 = 0

    var isEmpty: Bool { entries.isEmpty }

    mutating func schedule(_ happening: Happening, at moment: Instant) {
        let place: Int
        if let free = freePlaces.popLast() {
            place = free
            happenings[place] = happening
        } else {
            place = happenings.count
            happenings.append(happening)
        }
        entries.append(Entry(at: moment, number: scheduled, place: place))
        scheduled += 1
        rise(entries.count - 1)
    }

    mutating func removeFirst() -> (at: Instant, happening: Happening)? {
        guard let first = entries.first else { return nil }
        let last = entries.removeLast()
        if !entries.isEmpty {
            entries[0] = last
            sink()
        }
        guard let happening = happenings[first.place].take() else { return nil }
        freePlaces.append(first.place)
        return (first.at, happening)
    }

    private mutating func rise(_ place: Int) {
        let entry = entries[place]
        var place = place
        while place > 0 {
            let parent = (place - 1) / 2
            guard entry.comesBefore(entries[parent]) else { break }
            entries[place] = entries[parent]
            place = parent
        }
        entries[place] = entry
    }

    private mutating func sink() {
        let entry = entries[0]
        let count = entries.count
        var place = 0
        while true {
            var child = 2 * place + 1
            guard child < count else { break }
            if child + 1 < count, entries[child + 1].comesBefore(entries[child]) { child += 1 }
            guard entries[child].comesBefore(entry) else { break }
            entries[place] = entries[child]
            place = child
        }
        entries[place] = entry
    }
}
