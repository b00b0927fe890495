import Testing

@testable import Simulation

struct EventQueueTests {
    @Test func `the earliest comes first, and of two at one moment the one scheduled first`() {
        var queue = EventQueue<String>()
        for (name, moment) in [("c", 5), ("a", 1), ("d", 5), ("b", 3), ("e", 5)] {
            queue.schedule(name, at: Instant(microseconds: Int64(moment)))
        }
        var order: [String] = []
        while let next = queue.removeFirst() { order.append(next.happening) }
        #expect(order == ["a", "b", "c", "d", "e"])
        #expect(queue.isEmpty)
    }

    @Test func `what is scheduled while others are taken finds its place`() {
        var queue = EventQueue<Int>()
        var taken: [Int] = []
        for moment in [40, 10, 30] {
            queue.schedule(moment, at: Instant(microseconds: Int64(moment)))
        }
        while let next = queue.removeFirst() {
            taken.append(next.happening)
            if next.happening == 10 { queue.schedule(20, at: Instant(microseconds: 20)) }
        }
        #expect(taken == [10, 20, 30, 40])
    }
}
