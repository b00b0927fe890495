import BankProtocol
import ISO8583
import LinkFaults
import Testing

@testable import Desk

@Suite struct WireTests {
    private func only(_ wire: Wire) throws -> Dialogue {
        #expect(wire.dialogues.count == 1)
        return try #require(wire.dialogues.first)
    }

    private func notes(_ dialogue: Dialogue) -> [String] {
        dialogue.crossings.map {
            let line = ArrowLine($0, began: dialogue.began, width: 80, isOpened: false).line
            return line.left.last?.text ?? ""
        }
    }

    @Test func `losses both ways and a replay are one dialogue, executed once`() throws {
        let wire = Scenes.lossesAndReplay.wire
        let dialogue = try only(wire)
        #expect(dialogue.subject == .key(Sample.key(131)))
        #expect(
            notes(dialogue) == [
                "executed", "LOST answer", "LOST request", "DUP: replay", "same answer",
            ])
        #expect(dialogue.standing == .confirmed)
        #expect(dialogue.tries == 3)
        #expect(dialogue.executions == 1)
        #expect(dialogue.confirmedAt == .milliseconds(2008))
        #expect(wire.tally.arrived == 2)
        #expect(wire.tally.replayed == 1)
        #expect(wire.tally.lostRequests == 1)
        #expect(wire.tally.lostAnswers == 1)
    }

    @Test func `a reversal that overtakes its original fences it off`() throws {
        let dialogue = try only(Scenes.overtaking.wire)
        #expect(
            notes(dialogue) == ["KEY-REVERSED", "fenced off", "", "late: ignored"])
        #expect(dialogue.standing == .reversed)
        #expect(dialogue.executions == 0)
        #expect(dialogue.deed == "never done")
    }

    @Test func `an approval after the machine began to undo is late`() throws {
        var line = LineScript()
        let request = Sample.withdrawal(7)
        let undo = Sample.reversal(7)
        line.put(Sample.message(request), .toBank)
        line.put(Sample.message(undo), .toBank)
        line.put(Sample.answer(request), .fromBank)
        line.put(Sample.answer(undo), .fromBank)
        let dialogue = try only(line.wire)
        #expect(notes(dialogue) == ["executed", "undone", "late: ignored", ""])
        #expect(dialogue.standing == .reversed)
        #expect(dialogue.deed == "done+undone")
    }

    @Test func `each copy of a doubled request has its own answer`() throws {
        var line = LineScript()
        let request = Sample.withdrawal(7)
        let double = Fate.delivered([Fate.Copy(), Fate.Copy()])
        line.put(Sample.message(request), .toBank, double)
        line.put(Sample.answer(request), .fromBank)
        line.put(Sample.answer(request, .approved, .replay), .fromBank)
        let dialogue = try only(line.wire)
        #expect(dialogue.crossings[0].replies.map(\.isReplay) == [false, true])
        #expect(notes(dialogue) == ["executed ×2", "", "late, same answer"])
        #expect(line.wire.contradicted.isEmpty)
    }

    @Test func `a damaged message is seen as such, and reaches nobody`() throws {
        var line = LineScript()
        let request = Sample.withdrawal(7)
        let damage = Fate.delivered([Fate.Copy(damage: Damage(position: 30, bit: 1))])
        line.put(Sample.message(request), .toBank, damage)
        let dialogue = try only(line.wire)
        #expect(notes(dialogue) == ["DAMAGED, dropped"])
        #expect(dialogue.crossings[0].damagedFrame != nil)
        #expect(line.wire.tally.arrived == 0)
    }

    @Test func `what was under way when the connection broke is lost with it`() throws {
        var line = LineScript()
        let message = Sample.message(Sample.withdrawal(7))
        let number = line.put(
            message, .toBank, .delivered([Fate.Copy(.after(.seconds(1)))]), arrives: false)
        let before = notes(try only(line.wire))
        #expect(before == [""])
        line.breakLine(number, message, .toBank)
        let after = notes(try only(line.wire))
        #expect(after == ["LOST with line"])
    }

    @Test func `two answers that differ in what they say contradict each other`() {
        var line = LineScript()
        let request = Sample.withdrawal(7)
        line.put(Sample.message(request), .toBank)
        line.put(Sample.answer(request), .fromBank)
        line.put(Sample.answer(request, .approved, .replay, sealed: 3), .fromBank)
        #expect(line.wire.contradicted.isEmpty)
        line.put(Sample.answer(request, authorisation: "000000"), .fromBank)
        #expect(line.wire.contradicted == [Sample.key(7)])
    }

    @Test func `only so many keys and messages are kept, and the first message of a key always`() {
        var line = LineScript()
        for key in 1...100 {
            line.put(Sample.message(Sample.withdrawal(UInt32(key))), .toBank, Sample.lost)
        }
        let undo = Sample.reversal(100)
        for number in 1...500 {
            line.put(Sample.message(undo, try: number), .toBank, Sample.lost)
        }
        let wire = line.wire
        #expect(wire.dialogues.count == Wire.mostDialogues)
        #expect(wire.dialogues.last?.crossings.count == Dialogue.mostCrossings)
        #expect(wire.dialogues.last?.crossings.first?.kind == .financial)
        #expect(wire.dialogues.last?.crossings.last?.sending == 500)
        #expect(wire.dialogues.last?.forgotten == 501 - Dialogue.mostCrossings)
    }

    @Test func `a repeat differs from its original in its type, its mark and its MAC`() {
        let request = Sample.withdrawal(131)
        let first = Sample.message(request, mark: 130)
        let second = Sample.message(request, try: 2, mark: 131)
        let anatomy = Anatomy(second, damaged: nil, original: first)
        #expect(anatomy.elements.filter(\.differs).map(\.number) == [0, 60, 128])
        let places = anatomy.bytes.indices.filter { anatomy.bytes[$0].differs }
        #expect(places.first == 3)
        // The last digit of the type, the last of the mark, and the whole MAC.
        #expect(places.count == 1 + 1 + 16)
        #expect(anatomy.bytes.map(\.value) == second.encoded())
        let same = Anatomy(first, damaged: nil, original: nil)
        #expect(same.bytes.filter(\.differs).isEmpty)
    }

    @Test func `a flipped bit is one byte that differs from what was sent`() {
        let message = Sample.message(Sample.withdrawal(131))
        let damaged = Damage(position: 40, bit: 0).applied(to: message.encoded())
        let anatomy = Anatomy(message, damaged: damaged, original: nil)
        #expect(anatomy.bytes.indices.filter { anatomy.bytes[$0].differs } == [40])
    }
}
