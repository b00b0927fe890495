/// One fault that is ordered for the next keyed message of a direction, whatever the odds.
package enum Strike: Hashable, Sendable {
    case drop
    /// It arrives twice.
    case duplicate
    /// It arrives this much later.
    case delay(Duration)
    /// It is held until another message of its direction has passed, but no longer than `longestHold`.
    case reorder
    /// One of its bits is flipped.
    case corrupt

    /// Longer than a chance's hold, so that a customer's repeat, a second later, still overtakes its original.
    package static let longestHold: Duration = .seconds(3)

    func fate(_ chance: SplitMix64) -> Fate {
        var chance = chance
        switch self {
        case .drop:
            return .dropped(.ordered)
        case .duplicate:
            return .delivered([Fate.Copy(), Fate.Copy()])
        case .delay(let wait):
            return .delivered([Fate.Copy(.after(wait))])
        case .reorder:
            return .delivered([Fate.Copy(.behindNext(atMost: Self.longestHold))])
        case .corrupt:
            let damage = Damage(position: chance.next(), bit: UInt8(chance.next() & 7))
            return .delivered([Fate.Copy(damage: damage)])
        }
    }
}

/// A strike that waits for its message. The numbers of a direction rise, so that one which has struck is told from one
/// that is ordered anew.
package struct ArmedStrike: Hashable, Sendable {
    package let number: Int
    package let strike: Strike

    package init(number: Int, _ strike: Strike) {
        self.number = number
        self.strike = strike
    }
}
