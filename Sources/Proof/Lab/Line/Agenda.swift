/// What is yet to happen, in the order of its time; what was entered first, of two at the same time.
///
/// An array, since a line has only a handful of things under way.
struct Agenda<Item> {
    private struct Entry {
        let time: Duration
        let item: Item
    }

    /// The next one last.
    private var entries: [Entry] = []

    mutating func add(_ item: Item, at time: Duration) {
        let place = entries.lastIndex { $0.time > time }.map { $0 + 1 } ?? 0
        entries.insert(Entry(time: time, item: item), at: place)
    }

    mutating func next() -> (time: Duration, item: Item)? {
        entries.popLast().map { ($0.time, $0.item) }
    }

    /// The time of the next one.
    var nextTime: Duration? { entries.last?.time }

    mutating func remove(where isOver: (Item) -> Bool) {
        entries.removeAll { isOver($0.item) }
    }
}
