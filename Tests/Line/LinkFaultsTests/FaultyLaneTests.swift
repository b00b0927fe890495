import LinkFaults
import Testing

@Suite struct FaultyLaneTests {
    private let a = Carried([1], message: 1)
    private let b = Carried([2], message: 2)

    @Test func `an untouched frame arrives at once`() {
        var lane = FaultyLane()
        let passage = lane.enter(a, .intact)
        #expect(passage.now == [a])
        #expect(passage.later.isEmpty)
    }

    @Test func `a dropped frame never arrives`() {
        var lane = FaultyLane()
        #expect(lane.enter(a, .dropped(.chance)) == FaultyLane.Passage())
        #expect(lane == FaultyLane())
    }

    @Test func `a late frame arrives when it comes due, once`() throws {
        var lane = FaultyLane()
        let passage = lane.enter(a, .delivered([Fate.Copy(.after(.seconds(1)))]))
        #expect(passage.now.isEmpty)
        let later = try #require(passage.later.first)
        #expect(later.after == .seconds(1))
        #expect(lane.comeDue(later.parcel) == [a])
        #expect(lane.comeDue(later.parcel) == [])
    }

    @Test func `a frame held back arrives behind the next`() throws {
        var lane = FaultyLane()
        let held = lane.enter(a, .delivered([Fate.Copy(.behindNext(atMost: .seconds(1)))]))
        #expect(held.now.isEmpty)
        #expect(lane.enter(b, .intact).now == [b, a])
        #expect(lane.comeDue(try #require(held.later.first).parcel) == [])
    }

    @Test func `a frame held back arrives alone when none follows`() throws {
        var lane = FaultyLane()
        let held = lane.enter(a, .delivered([Fate.Copy(.behindNext(atMost: .seconds(1)))]))
        #expect(lane.comeDue(try #require(held.later.first).parcel) == [a])
        #expect(lane.enter(b, .intact).now == [b])
    }

    @Test func `a late frame overtakes the one held back for it`() throws {
        var lane = FaultyLane()
        _ = lane.enter(a, .delivered([Fate.Copy(.behindNext(atMost: .seconds(9)))]))
        let late = lane.enter(b, .delivered([Fate.Copy(.after(.seconds(1)))]))
        #expect(lane.comeDue(try #require(late.later.first).parcel) == [b, a])
    }

    @Test func `a doubled frame arrives twice, the damaged copy damaged`() {
        var lane = FaultyLane()
        let fate = Fate.delivered([
            Fate.Copy(damage: Damage(position: 0, bit: 1)), Fate.Copy(),
        ])
        #expect(lane.enter(a, fate).now.map(\.frame) == [[3], [1]])
    }

    @Test func `what was on a connection that ended never arrives`() throws {
        var lane = FaultyLane()
        let late = lane.enter(a, .delivered([Fate.Copy(.after(.seconds(1)))]))
        lane.emptied()
        let next = lane.enter(b, .delivered([Fate.Copy(.after(.seconds(1)))]))
        #expect(lane.comeDue(try #require(late.later.first).parcel) == [])
        #expect(lane.comeDue(try #require(next.later.first).parcel) == [b])
    }

    @Test func `a double shares its message's number and has one of its own`() {
        var lane = FaultyLane()
        let copies = lane.enter(a, .delivered([Fate.Copy(), Fate.Copy()])).now
        #expect(copies.map(\.message) == [1, 1])
        #expect(copies.map(\.copy) == [0, 1])
    }

    @Test func `what was on the line when it broke is told, oldest first`() {
        var lane = FaultyLane()
        let late = Fate.delivered([Fate.Copy(.after(.seconds(1)))])
        for message in [b, a] { _ = lane.enter(message, late) }
        #expect(lane.emptied() == [b, a])
        #expect(lane.emptied() == [])
    }

    @Test func `what is secret stays masked in a damaged copy`() throws {
        var lane = FaultyLane()
        let frame = Array("0200secret!".utf8)
        for position in frame.indices {
            let damage = Damage(position: UInt64(position), bit: 6)
            let copies = lane.enter(
                Carried(frame, message: 1, secrets: [4..<10]),
                .delivered([Fate.Copy(damage: damage)])
            ).now
            let masked = try #require(copies.first).masked
            #expect(Array(masked[4..<10]) == Array("000000".utf8))
            #expect(masked[..<4] == damage.applied(to: frame)[..<4])
            #expect(masked[10...] == damage.applied(to: frame)[10...])
        }
    }
}
