import BankProtocol
import Retry
import Testing

@Suite struct MarksTests {
    private func transmission(_ marks: Marks, _ sequence: UInt32, epoch: UInt16) throws
        -> Transmission
    {
        let request = try Sample.request(sequence, epoch: epoch)
        let sending = Sending(
            request: request, isRepeat: true, number: 2, elapsed: .seconds(1), timer: timer(1),
            nextIn: .seconds(1))
        let transmission = marks.transmission(sending)
        #expect(transmission.request == request)
        #expect(transmission.isRepeat)
        return transmission
    }

    @Test func `a message bears the mark of its own epoch, never above its own sequence`() throws {
        var marks = Marks()
        let first = try Sample.key(7, epoch: 1)
        let second = try Sample.key(40, epoch: 2)
        marks.raise(first.sequence, of: first.epoch)
        marks.raise(second.sequence, of: second.epoch)
        #expect(try transmission(marks, 9, epoch: 1).mark.number == 7)
        #expect(try transmission(marks, 5, epoch: 1).mark.number == 5)
        #expect(try transmission(marks, 50, epoch: 2).mark.number == 40)
        #expect(try transmission(marks, 50, epoch: 3).mark == .first)
    }

    @Test func `a mark only rises`() throws {
        var marks = Marks()
        let high = try Sample.key(7)
        marks.raise(high.sequence, of: high.epoch)
        marks.raise(try Sample.key(3).sequence, of: high.epoch)
        #expect(marks[high.epoch] == high.sequence)
    }
}
