/// What becomes of one message.
package enum Fate: Hashable, Sendable {
    case dropped(DropCause)
    /// One copy, or two when it is doubled.
    case delivered([Copy])

    /// One copy, at once, undamaged.
    package static let intact = Fate.delivered([Copy()])

    package enum DropCause: Hashable, Sendable {
        case chance
        /// By `LinkFaults.dropNext`.
        case ordered
        /// By a partition or a cut.
        case partition
    }

    package enum Departure: Hashable, Sendable {
        case after(Duration)
        /// Held until another message of its direction has passed, but no longer than this: out of order.
        case behindNext(atMost: Duration)
    }

    package struct Copy: Hashable, Sendable {
        package var departure: Departure
        package var damage: Damage?

        package init(_ departure: Departure = .after(.zero), damage: Damage? = nil) {
            self.departure = departure
            self.damage = damage
        }
    }
}

/// One flipped bit.
package struct Damage: Hashable, Sendable {
    /// Any number; its remainder by the message's length is the place.
    package var position: UInt64
    /// 0...7.
    package var bit: UInt8

    package init(position: UInt64, bit: UInt8) {
        self.position = position
        self.bit = bit & 7
    }

    package func applied(to frame: [UInt8]) -> [UInt8] {
        guard !frame.isEmpty else { return frame }
        var damaged = frame
        damaged[Int(position % UInt64(frame.count))] ^= 1 << bit
        return damaged
    }
}
