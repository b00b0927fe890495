/// What goes wrong on the line: which messages are lost, late, doubled, out of order or damaged, decided by a seed.
///
/// A value that decides and counts, and touches nothing. The fate of the *n*th keyed message of a direction depends on the
/// seed, the direction, *n* and the odds set now; not on the other direction's traffic, nor on odds set earlier. So the same
/// seed gives the same plan however the two directions interleave.
///
/// Chance spares messages of class 08 (sign-on, echo), so that the loss that was set is the loss that requests see.
/// A partition or a cut hits everything.
package struct LinkFaults: Hashable, Sendable {
    package enum Condition: Hashable, Sendable {
        case whole
        /// Connected, but nothing passes in these directions.
        case partitioned(Set<Direction>)
        /// Connections break and cannot be made.
        case cut
    }

    package enum Direction: Int, Hashable, Sendable, CaseIterable {
        case toBank
        case fromBank
    }

    package let seed: UInt64
    package var condition: Condition = .whole
    package var toBank: LaneOdds
    package var fromBank: LaneOdds
    /// What it has done so far.
    package private(set) var tally = FaultTally()
    /// What strikes the next keyed messages whatever the odds, one each, in this order.
    package private(set) var armed = PerDirection(repeating: [ArmedStrike]())
    /// The number of the last strike that has met its message.
    package private(set) var lastStruck = PerDirection(repeating: 0)
    /// How many keyed messages have had their draws.
    private var keyedSoFar = PerDirection(repeating: UInt64(0))

    /// A line without faults, until some are set.
    package init(seed: UInt64 = 0, toBank: LaneOdds = .none, fromBank: LaneOdds = .none) {
        self.seed = seed
        self.toBank = toBank
        self.fromBank = fromBank
    }

    package static let none = LinkFaults()

    /// Whether connections break and cannot be made.
    package var isCut: Bool { condition == .cut }

    /// The next keyed message of this direction will be lost; ordered twice, the next two.
    package mutating func dropNext(_ direction: Direction) {
        strikeNext(direction, .drop)
    }

    /// The next keyed message of this direction that no earlier order waits for is struck so.
    package mutating func strikeNext(_ direction: Direction, _ strike: Strike) {
        let last = max(lastStruck[direction], armed[direction].last?.number ?? 0)
        armed[direction].append(ArmedStrike(number: last + 1, strike))
    }

    /// These strikes are armed now, and no others. Those of them that have struck already do not strike again.
    ///
    /// - Precondition: Their numbers rise.
    package mutating func arm(_ strikes: [ArmedStrike], _ direction: Direction) {
        precondition(
            zip(strikes, strikes.dropFirst()).allSatisfy { $0.number < $1.number },
            "strikes are numbered in their order")
        armed[direction] = strikes.filter { $0.number > lastStruck[direction] }
    }

    /// What becomes of the next message.
    package mutating func fate(of traffic: Traffic, _ direction: Direction) -> Fate {
        let fate = decide(traffic, direction)
        tally[direction].count(fate)
        return fate
    }

    private mutating func decide(_ traffic: Traffic, _ direction: Direction) -> Fate {
        // Drawn even when not needed, so that what was set earlier does not shift what comes later.
        let chance = traffic == .keyed ? draws(for: direction) : nil
        if blocks(direction) { return .dropped(.partition) }
        guard let chance else { return .intact }
        if let order = armed[direction].first {
            armed[direction].removeFirst()
            lastStruck[direction] = order.number
            return order.strike.fate(chance)
        }
        return odds(of: direction).fate(chance)
    }

    private func blocks(_ direction: Direction) -> Bool {
        switch condition {
        case .whole: false
        case .partitioned(let directions): directions.contains(direction)
        case .cut: true
        }
    }

    private func odds(of direction: Direction) -> LaneOdds {
        switch direction {
        case .toBank: toBank
        case .fromBank: fromBank
        }
    }

    private mutating func draws(for direction: Direction) -> SplitMix64 {
        keyedSoFar[direction] += 1
        // Two rounds of mixing part the streams of the two directions and of neighbouring messages.
        var ofDirection = SplitMix64(
            seed: seed ^ (direction == .toBank ? 0 : 0xD6E8_FEB8_6659_FD93))
        var ofMessage = SplitMix64(seed: ofDirection.next() &+ keyedSoFar[direction])
        return SplitMix64(seed: ofMessage.next())
    }
}

/// A value for each direction.
package struct PerDirection<Value: Hashable & Sendable>: Hashable, Sendable {
    private var toBank: Value
    private var fromBank: Value

    package init(repeating value: Value) {
        toBank = value
        fromBank = value
    }

    package subscript(direction: LinkFaults.Direction) -> Value {
        get {
            switch direction {
            case .toBank: toBank
            case .fromBank: fromBank
            }
        }
        set {
            switch direction {
            case .toBank: toBank = newValue
            case .fromBank: fromBank = newValue
            }
        }
    }
}
