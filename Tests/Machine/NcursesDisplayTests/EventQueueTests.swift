import Testing
import TextGrid

@testable import NcursesDisplay

@Suite struct EventQueueTests {
    @Test func `events come in the order of their happening, to a reader before or after`()
        async throws
    {
        let queue = EventQueue()
        queue.push(.key(.enter))
        queue.push(.resumed)
        #expect(await queue.next() == .key(.enter))
        #expect(await queue.next() == .resumed)
        async let later = queue.next()
        queue.push(.key(.escape))
        #expect(await later == .key(.escape))
    }

    @Test func `keys that wait are thrown away, other events are not`() async {
        let queue = EventQueue()
        queue.push(.key(.digit(1)))
        queue.push(.resized(.machine))
        queue.push(.key(.digit(2)))
        queue.push(.ended(signal: 15))
        queue.dropKeys()
        queue.push(.key(.enter))
        #expect(await queue.next() == .resized(.machine))
        #expect(await queue.next() == .ended(signal: 15))
        #expect(await queue.next() == .key(.enter))
    }

    @Test func `after the end the rest can be taken, then nothing comes`() async {
        let queue = EventQueue()
        queue.push(.resumed)
        queue.finish()
        queue.push(.key(.enter))
        #expect(await queue.next() == .resumed)
        #expect(await queue.next() == nil)
        #expect(await queue.next() == nil)
    }
}
