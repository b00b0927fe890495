import ISO8583
import Testing

struct MessageTypeTests {
    @Test func `a type prints its four digits`() {
        #expect(MessageType(number: 200).description == "0200")
    }

    @Test func `a repeat differs from its first transmission in the last digit only`() {
        let reversal = MessageType(number: 420)
        #expect(reversal.repeated == MessageType(number: 421))
        #expect(reversal.repeated.firstTransmission == reversal)
        #expect(reversal.repeated.isRepeat)
        #expect(!reversal.isRepeat)
    }

    @Test func `a request and its repeat have the same answer`() {
        #expect(MessageType(number: 100).answer == MessageType(number: 110))
        #expect(MessageType(number: 221).answer == MessageType(number: 230))
        #expect(MessageType(number: 801).answer == MessageType(number: 810))
    }
}
