import BankProtocol
import Control
import LedgerStore
import LinkFaults
import Testing
import TextGrid

@testable import Desk

@Suite struct DeskKeysTests {
    private func press(_ keys: Key..., on state: inout Desk.State) -> [Desk.Effect] {
        keys.flatMap { Desk.reduce(&state, .key($0)) }
    }

    private func orders(_ keys: Key..., state: Desk.State = Scenes.state("quiet"))
        -> [ControlOrder]
    {
        var state = state
        return keys.flatMap { Desk.reduce(&state, .key($0)) }.compactMap {
            if case .order(let order) = $0 { order } else { nil }
        }
    }

    @Test func `the keys of the map are orders`() {
        #expect(orders(.letter("n")) == [.next(.toBank, .drop)])
        #expect(orders(.letter("m")) == [.next(.fromBank, .drop)])
        #expect(orders(.letter("k")) == [.killBank(at: nil)])
        #expect(orders(.letter("r")) == [.startBank])
        #expect(orders(.letter("p")) == [.line(.cut)])
        #expect(orders(.letter("d")) == [.latency(.milliseconds(300))])
        #expect(orders(.letter("w")) == [.workload(isOn: true)])
        #expect(orders(.digit(0)) == [.clear])
        #expect(orders(.text("]")) == [.loss(.toBank, percent: 10)])
        #expect(orders(.text("}")) == [.loss(.fromBank, percent: 10)])
    }

    @Test func `what a key does follows what is set`() {
        let state = Scenes.state("broken")
        #expect(orders(.text("["), state: state) == [.loss(.toBank, percent: 40)])
        #expect(orders(.text("{"), state: state) == [.loss(.fromBank, percent: 50)])
        #expect(orders(.letter("p"), state: state) == [.line(.whole)])
        #expect(orders(.letter("d"), state: state) == [.latency(.seconds(1))])
    }

    @Test
    func `why the books cannot be read is told from the second look on, or once they were read`() {
        var fresh = Desk.State(seed: 1)
        _ = Desk.reduce(&fresh, .booksUnreadable("no books"))
        #expect(fresh.booksNote == nil)
        _ = Desk.reduce(&fresh, .booksUnreadable("no books"))
        #expect(fresh.booksNote == "no books")
        var read = Desk.State(seed: 1)
        _ = Desk.reduce(&read, .books(LiveBooks(of: Sample.terminal)))
        _ = Desk.reduce(&read, .booksUnreadable("no books"))
        #expect(read.booksNote == "no books")
        _ = Desk.reduce(&read, .books(LiveBooks(of: Sample.terminal)))
        #expect(read.booksNote == nil)
    }

    @Test
    func
        `what was approved and is not in the books breaks the fifth, not before the look after the next`()
    {
        var state = Desk.State(seed: 1)
        var books = LiveBooks(of: Sample.terminal)
        func look() { _ = Desk.reduce(&state, .books(books)) }
        look()
        var line = LineScript()
        let request = Sample.withdrawal(7)
        line.put(Sample.message(request), .toBank)
        line.put(Sample.answer(request), .fromBank)
        for news in line.news { _ = Desk.reduce(&state, .line(news)) }
        // The bank may have been read for this one before it committed.
        look()
        #expect(state.verdict == .holds)
        look()
        let origin = Origin(terminal: Sample.terminal, key: Sample.key(7))
        let lost = Breach(5, "approved, and the bank knows nothing of it", origin)
        #expect(state.verdict == .broken(lost))
        books.posted = [Sample.key(7)]
        look()
        #expect(state.verdict == .holds)
    }

    @Test func `a key pressed again before the supervisor has answered goes on from where it was`()
    {
        #expect(
            orders(.text("]"), .text("]"), .letter("w"), .letter("w"))
                == [
                    .loss(.toBank, percent: 10), .loss(.toBank, percent: 20), .workload(isOn: true),
                    .workload(isOn: false),
                ])
    }

    @Test func `loss stays within 0 and 100 percent, and the delay begins anew after the longest`()
    {
        var state = Desk.State(seed: 1)
        var control = ControlState(lossOfRequests: 100)
        _ = control.take(.latency(.seconds(3)))
        _ = Desk.reduce(&state, .control(control))
        #expect(orders(.text("]"), state: state) == [.loss(.toBank, percent: 100)])
        #expect(orders(.text("{"), state: state) == [.loss(.fromBank, percent: 0)])
        #expect(orders(.letter("d"), state: state) == [.latency(.zero)])
    }

    @Test func `without the control socket a key says so, and orders nothing`() {
        var state = Scenes.state("quiet")
        _ = Desk.reduce(&state, .controlLost)
        #expect(press(.letter("k"), on: &state) == [.beep])
        #expect(state.notice?.contains("control socket") == true)
    }

    @Test func `every fault can be chosen from the list`() {
        var state = Scenes.state("quiet")
        _ = press(.letter("f"), on: &state)
        var chosen: [Desk.Effect] = []
        for _ in FaultList.orders {
            chosen += press(.enter, .down, on: &state)
        }
        #expect(chosen == FaultList.orders.map { .order($0) })
        #expect(press(.escape, on: &state) == [])
        #expect(state.overlay == .none)
    }

    @Test
    func `Tab, Control-G and Escape give the keyboard back, but Escape first closes what is open`()
    {
        var state = Scenes.state("losses")
        #expect(press(.tab, on: &state) == [.toMachine])
        #expect(press(.control("g"), on: &state) == [.toMachine])
        #expect(press(.enter, .escape, on: &state) == [])
        #expect(press(.escape, on: &state) == [.toMachine])
    }

    @Test func `no two bindings share a key`() {
        let keys = Desk.bindings.flatMap(\.keys).map(\.key)
        #expect(Set(keys).count == keys.count)
    }

    @Test func `while held nothing grows, a step takes in one event, and going on all of them`() {
        var state = Desk.State(seed: 1)
        _ = press(.text(" "), on: &state)
        for news in Scenes.lossesAndReplay.news { _ = Desk.reduce(&state, .line(news)) }
        #expect(state.wire.dialogues.isEmpty)
        #expect(press(.text("."), on: &state) == [])
        #expect(state.wire.dialogues.first?.crossings.count == 1)
        #expect(state.wire.dialogues.first?.crossings.first?.courses == [.underWay])
        _ = press(.text(" "), on: &state)
        #expect(state.wire == Scenes.lossesAndReplay.wire)
        #expect(press(.text("."), on: &state) == [.beep])
    }

    @Test func `what is looked at stays when newer keys come, until Home`() {
        var state = Scenes.state("overtaking")
        #expect(state.trace.dialogue(in: state.wire)?.subject == .key(Sample.key(132)))
        _ = press(.down, on: &state)
        #expect(state.trace.dialogue(in: state.wire)?.subject == .key(Sample.key(131)))
        #expect(press(.down, on: &state) == [.beep])
        var more = LineScript()
        more.put(Sample.message(Sample.withdrawal(140)), .toBank)
        for news in more.news { _ = Desk.reduce(&state, .line(news)) }
        #expect(state.trace.dialogue(in: state.wire)?.subject == .key(Sample.key(131)))
        _ = press(.home, on: &state)
        #expect(state.trace.dialogue(in: state.wire)?.subject == .key(Sample.key(140)))
    }

    @Test func `a sweep begins once, and is saved when there is something to save`() {
        var state = Scenes.state("quiet")
        #expect(press(.letter("s"), on: &state) == [.beep])
        #expect(press(.letter("g"), .letter("g"), on: &state) == [.startSweep])
        #expect(state.lower == .curve)
        _ = Desk.reduce(&state, .sweep(.row(Scenes.rows[0])))
        _ = Desk.reduce(&state, .sweep(.ended))
        #expect(press(.letter("s"), on: &state) == [.save([Scenes.rows[0]])])
        #expect(press(.letter("g"), on: &state) == [.startSweep])
    }

    @Test func `a contradiction on the line turns the verdict red as soon as it is seen`() {
        var state = Scenes.state("quiet")
        #expect(state.verdict == .holds)
        var line = LineScript()
        let request = Sample.withdrawal(7)
        line.put(Sample.message(request), .toBank)
        line.put(Sample.answer(request), .fromBank)
        line.put(Sample.answer(request, authorisation: "000000"), .fromBank)
        for news in line.news { _ = Desk.reduce(&state, .line(news)) }
        #expect(
            state.verdict
                == .broken(
                    Breach(
                        2, "answered in two ways",
                        Origin(terminal: Sample.terminal, key: Sample.key(7)))))
    }
}
