/// How likely each fault is in one direction; percentages, 0...100.
package struct LaneOdds: Hashable, Sendable {
    package var lossPercent: Int
    package var delayPercent: Int
    /// A late message is late by a time drawn from here.
    package var delay: ClosedRange<Duration>
    package var duplicatePercent: Int
    package var reorderPercent: Int
    package var corruptPercent: Int

    /// How long a message waits at most for another to overtake it.
    package static let longestHold: Duration = .milliseconds(500)

    /// - Precondition: all percentages are within 0...100, the delay is not negative.
    package init(
        lossPercent: Int = 0, delayPercent: Int = 0, delay: ClosedRange<Duration> = .zero ... .zero,
        duplicatePercent: Int = 0, reorderPercent: Int = 0, corruptPercent: Int = 0
    ) {
        for percent in [
            lossPercent, delayPercent, duplicatePercent, reorderPercent, corruptPercent,
        ] {
            precondition(
                (0...100).contains(percent), "a chance is 0 to 100 percent, not \(percent)")
        }
        precondition(delay.lowerBound >= .zero, "a message cannot come before it is sent")
        self.lossPercent = lossPercent
        self.delayPercent = delayPercent
        self.delay = delay
        self.duplicatePercent = duplicatePercent
        self.reorderPercent = reorderPercent
        self.corruptPercent = corruptPercent
    }

    package static let none = LaneOdds()

    /// The fate that these chances give a keyed message. Each fault has a draw of its own, in a fixed order, so that setting
    /// one does not change another.
    func fate(_ chance: SplitMix64) -> Fate {
        var chance = chance
        let isLost = chance.happens(lossPercent)
        let isDelayed = chance.happens(delayPercent)
        let delay = chance.duration(in: delay)
        let isDoubled = chance.happens(duplicatePercent)
        let isReordered = chance.happens(reorderPercent)
        let isDamaged = chance.happens(corruptPercent)
        let damage = Damage(position: chance.next(), bit: UInt8(chance.next() & 7))

        if isLost { return .dropped(.chance) }
        let delayed = isDelayed ? delay : .zero
        let first = Fate.Copy(
            isReordered ? .behindNext(atMost: delayed + Self.longestHold) : .after(delayed),
            damage: isDamaged ? damage : nil)
        return .delivered(isDoubled ? [first, Fate.Copy(.after(delayed))] : [first])
    }
}

extension SplitMix64 {
    fileprivate mutating func happens(_ percent: Int) -> Bool {
        Int(next() % 100) < percent
    }

    /// To the microsecond; ranges under an hour.
    fileprivate mutating func duration(in range: ClosedRange<Duration>) -> Duration {
        let span = Int64(((range.upperBound - range.lowerBound) / .microseconds(1)).rounded())
        let offset = next() % (UInt64(span) + 1)
        return range.lowerBound + .microseconds(Int64(offset))
    }
}
