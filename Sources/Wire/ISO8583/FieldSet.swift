/// A set of data element numbers 2...128: what the bit maps of a message say.
///
/// Bit 1 is no data element; whether a second bit map is there follows from the members.
package struct FieldSet: Hashable, Sendable {
    /// Elements 1...64, the first in the highest bit, as in the bit map.
    private(set) var firstMap: UInt64
    /// Elements 65...128.
    private(set) var secondMap: UInt64

    package init() {
        firstMap = 0
        secondMap = 0
    }

    /// Bit 1 of `firstMap`, which announces the second map, is dropped.
    init(firstMap: UInt64, secondMap: UInt64) {
        self.firstMap = firstMap & ~(1 << 63)
        self.secondMap = secondMap
    }

    package var isEmpty: Bool { firstMap | secondMap == 0 }
    package var count: Int { firstMap.nonzeroBitCount + secondMap.nonzeroBitCount }
    /// Whether a message with these elements has a second bit map.
    package var needsSecondMap: Bool { secondMap != 0 }

    /// The lowest member.
    package var lowest: Int? {
        if firstMap != 0 { return firstMap.leadingZeroBitCount + 1 }
        if secondMap != 0 { return secondMap.leadingZeroBitCount + 65 }
        return nil
    }

    package func contains(_ number: Int) -> Bool {
        number <= 64 ? firstMap & Self.bit(number) != 0 : secondMap & Self.bit(number) != 0
    }

    /// How many members are lower than `number`.
    func rank(of number: Int) -> Int {
        let below = ~(Self.bit(number) | (Self.bit(number) &- 1))
        return number <= 64
            ? (firstMap & below).nonzeroBitCount
            : firstMap.nonzeroBitCount + (secondMap & below).nonzeroBitCount
    }

    package mutating func insert(_ number: Int) {
        precondition((2...128).contains(number), "data elements are numbered 2...128")
        if number <= 64 { firstMap |= Self.bit(number) } else { secondMap |= Self.bit(number) }
    }

    package mutating func remove(_ number: Int) {
        if number <= 64 { firstMap &= ~Self.bit(number) } else { secondMap &= ~Self.bit(number) }
    }

    package func union(_ other: FieldSet) -> FieldSet {
        FieldSet(firstMap: firstMap | other.firstMap, secondMap: secondMap | other.secondMap)
    }

    package func subtracting(_ other: FieldSet) -> FieldSet {
        FieldSet(firstMap: firstMap & ~other.firstMap, secondMap: secondMap & ~other.secondMap)
    }

    private static func bit(_ number: Int) -> UInt64 {
        (1 << 63) >> UInt64(truncatingIfNeeded: (number - 1) & 63)
    }
}

extension FieldSet: ExpressibleByArrayLiteral {
    package init(arrayLiteral numbers: Int...) {
        self.init()
        for number in numbers { insert(number) }
    }
}

extension FieldSet: Sequence {
    /// Gives the members in ascending order.
    package struct Iterator: IteratorProtocol {
        private var rest: FieldSet

        init(_ fields: FieldSet) { rest = fields }

        package mutating func next() -> Int? {
            guard let lowest = rest.lowest else { return nil }
            rest.remove(lowest)
            return lowest
        }
    }

    package func makeIterator() -> Iterator { Iterator(self) }
}
