internal import LinkFaults

extension SplitMix64 {
    /// 0..<`bound`.
    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    mutating func happens(_ percent: Int) -> Bool {
        below(100) < percent
    }

    mutating func oneIn(_ count: Int) -> Bool {
        below(count) == 0
    }

    mutating func duration(_ range: ClosedRange<Int>) -> Duration {
        .microseconds(within(range))
    }

    mutating func one<Element>(of choices: [Element]) -> Element {
        choices[below(choices.count)]
    }

    /// A stream of its own for one purpose of one seed.
    static func stream(_ seed: UInt64, _ purpose: UInt64) -> SplitMix64 {
        var mixer = SplitMix64(seed: seed &+ purpose &* 0x9E6C_63D0_876A_68DB)
        return SplitMix64(seed: mixer.next() ^ mixer.next())
    }
}
