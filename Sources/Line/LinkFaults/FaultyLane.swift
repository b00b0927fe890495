/// One direction of a faulty line: carries frames to the fate that `LinkFaults` decided for them.
///
/// A value without a clock: what comes later is the caller's to time.
package struct FaultyLane: Hashable, Sendable {
    package typealias Frame = [UInt8]

    /// Names one copy that is on its way; never used twice.
    package struct Parcel: Hashable, Sendable {
        fileprivate let number: Int
    }

    /// What arrives now, and which parcels `comeDue` after how long.
    package struct Passage: Hashable, Sendable {
        package var now: [Frame] = []
        package var later: [Later] = []

        package init() {}
    }

    package struct Later: Hashable, Sendable {
        package let parcel: Parcel
        package let after: Duration
    }

    private var underWay: [Parcel: Frame] = [:]
    /// Those that wait to be overtaken, oldest first.
    private var heldBack: [Parcel] = []
    private var parcels = 0

    package init() {}

    /// A frame is put on the line.
    package mutating func enter(_ frame: Frame, _ fate: Fate) -> Passage {
        var passage = Passage()
        switch fate {
        case .dropped:
            break
        case .delivered(let copies):
            for copy in copies { enter(frame, copy, &passage) }
        }
        return passage
    }

    /// A parcel's time has come.
    ///
    /// - Returns: What arrives: it and all that waited for it; nothing if it has arrived already.
    package mutating func comeDue(_ parcel: Parcel) -> [Frame] {
        guard let frame = underWay.removeValue(forKey: parcel) else { return [] }
        if let place = heldBack.firstIndex(of: parcel) {
            heldBack.remove(at: place)
            return [frame]
        }
        return [frame] + overtaken()
    }

    /// The connection is no more, and all that was on it.
    package mutating func emptied() {
        underWay = [:]
        heldBack = []
    }

    private mutating func enter(_ frame: Frame, _ copy: Fate.Copy, _ passage: inout Passage) {
        let frame = copy.damage?.applied(to: frame) ?? frame
        switch copy.departure {
        case .after(.zero):
            passage.now += [frame] + overtaken()
        case .after(let wait):
            passage.later.append(Later(parcel: keep(frame), after: wait))
        case .behindNext(let atMost):
            let parcel = keep(frame)
            heldBack.append(parcel)
            passage.later.append(Later(parcel: parcel, after: atMost))
        }
    }

    private mutating func keep(_ frame: Frame) -> Parcel {
        parcels += 1
        let parcel = Parcel(number: parcels)
        underWay[parcel] = frame
        return parcel
    }

    private mutating func overtaken() -> [Frame] {
        defer { heldBack = [] }
        return heldBack.compactMap { underWay.removeValue(forKey: $0) }
    }
}
