/// How long something took, each time that it was done: counted into fixed buckets, so that it costs the same for ever.
package struct DurationHistogram: Hashable, Sendable {
    /// The buckets' upper ends, in microseconds; what took longer is in none.
    package static let bounds: [Int64] = [
        500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000,
        5_000_000,
    ]

    /// For each bound, how many took that long at most.
    package private(set) var counts = [Int](repeating: 0, count: bounds.count)
    package private(set) var count = 0
    package private(set) var sum = Duration.zero

    package init() {}

    package mutating func add(_ duration: Duration) {
        let microseconds = duration / .microseconds(1)
        for place in Self.bounds.indices where microseconds <= Double(Self.bounds[place]) {
            counts[place] += 1
        }
        count += 1
        sum += duration
    }
}
