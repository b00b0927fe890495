/// One direction of a faulty line: carries messages to the fate that `LinkFaults` decided for them.
///
/// A value without a clock: what comes later is the caller's to time.
package struct FaultyLane: Hashable, Sendable {
    /// Names one copy that is on its way; never used twice.
    package struct Parcel: Hashable, Sendable {
        fileprivate let number: Int
    }

    /// What arrives now, and which parcels `comeDue` after how long.
    package struct Passage: Hashable, Sendable {
        package var now: [Carried] = []
        package var later: [Later] = []

        package init() {}
    }

    package struct Later: Hashable, Sendable {
        package let parcel: Parcel
        package let after: Duration
    }

    private var underWay: [Parcel: Carried] = [:]
    /// Those that wait to be overtaken, oldest first.
    private var heldBack: [Parcel] = []
    private var parcels = 0

    package init() {}

    /// A message is put on the line.
    package mutating func enter(_ message: Carried, _ fate: Fate) -> Passage {
        var passage = Passage()
        switch fate {
        case .dropped:
            break
        case .delivered(let copies):
            for (number, copy) in copies.enumerated() {
                enter(message.doubled(number, copy), copy.departure, &passage)
            }
        }
        return passage
    }

    /// A parcel's time has come.
    ///
    /// - Returns: What arrives: it and all that waited for it; nothing if it has arrived already.
    package mutating func comeDue(_ parcel: Parcel) -> [Carried] {
        guard let message = underWay.removeValue(forKey: parcel) else { return [] }
        if let place = heldBack.firstIndex(of: parcel) {
            heldBack.remove(at: place)
            return [message]
        }
        return [message] + overtaken()
    }

    /// The connection is no more, and all that was on it.
    ///
    /// - Returns: What was on it, in the order in which it was put there.
    @discardableResult
    package mutating func emptied() -> [Carried] {
        defer {
            underWay = [:]
            heldBack = []
        }
        return underWay.sorted { $0.key.number < $1.key.number }.map(\.value)
    }

    private mutating func enter(
        _ copy: Carried, _ departure: Fate.Departure, _ passage: inout Passage
    ) {
        switch departure {
        case .after(.zero):
            passage.now += [copy] + overtaken()
        case .after(let wait):
            passage.later.append(Later(parcel: keep(copy), after: wait))
        case .behindNext(let atMost):
            let parcel = keep(copy)
            heldBack.append(parcel)
            passage.later.append(Later(parcel: parcel, after: atMost))
        }
    }

    private mutating func keep(_ copy: Carried) -> Parcel {
        parcels += 1
        let parcel = Parcel(number: parcels)
        underWay[parcel] = copy
        return parcel
    }

    private mutating func overtaken() -> [Carried] {
        defer { heldBack = [] }
        return heldBack.compactMap { underWay.removeValue(forKey: $0) }
    }
}
