import Simulation
import Testing

struct SeedTests {
    @Test(arguments: [1, 2, 3, 77, 4_711])
    func `the same seed is the same story`(number: UInt64) {
        let first = Seed(number).run()
        let second = Seed(number).run(keepsTrace: true)
        #expect(first.hash == second.hash, "seed \(number)")
        #expect(first.steps == second.steps, "seed \(number)")
        #expect(first.trace.isEmpty && !second.trace.isEmpty, "seed \(number)")
    }

    @Test func `neighbouring seeds are different stories`() {
        let hashes = Set((1...20).map { Seed($0).run().hash })
        #expect(hashes.count == 20)
    }
}
