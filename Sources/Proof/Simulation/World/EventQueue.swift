/// What is still to happen, the earliest first; of two at the same moment, the one that was scheduled first.
struct EventQueue<Happening> {
    private struct Entry {
        var at: Instant
        var number: UInt64
        var happening: Happening

        func comesBefore(_ other: Entry) -> Bool {
            at == other.at ? number < other.number : at < other.at
        }
    }

    /// A binary heap.
    private var entries: [Entry] = []
    private var scheduled: UInt64 = 0

    var isEmpty: Bool { entries.isEmpty }
    var next: Instant? { entries.first?.at }

    mutating func schedule(_ happening: Happening, at moment: Instant) {
        entries.append(Entry(at: moment, number: scheduled, happening: happening))
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
        return (first.at, first.happening)
    }

    private mutating func rise(_ place: Int) {
        var place = place
        while place > 0 {
            let parent = (place - 1) / 2
            guard entries[place].comesBefore(entries[parent]) else { return }
            entries.swapAt(place, parent)
            place = parent
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2].lazy where child < self.entries.count {
                if entries[child].comesBefore(entries[least]) { least = child }
            }
            guard least != place else { return }
            entries.swapAt(place, least)
            place = least
        }
    }
}
