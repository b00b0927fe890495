import BankProtocol
import ISO8583
import Testing

struct RoundTripTests {
    @Test func `a bank reads every request as the terminal meant it`() throws {
        for sent in Sample.requests {
            let frame = sent.message().encoded()
            #expect(try TerminalMessage(Message(parsing: frame)) == sent)
        }
    }

    @Test func `a terminal reads every answer as the bank meant it`() throws {
        for sent in Sample.answers {
            let frame = sent.message().encoded()
            #expect(try BankMessage(Message(parsing: frame)) == sent)
        }
    }

    @Test func `a withdrawal has just the bytes that the protocol's page says`() {
        let text = String(
            decoding: TerminalMessage.keyed(Sample.withdrawal).message().encoded(), as: UTF8.self)
        #expect(
            text == "0200" + "F23C000008808010" + "0000000000040000"
                + "169705000000084821" + "010000" + "000000050000" + "0314092653" + "000008"
                + "152653" + "0314" + "3012" + "000100000008" + "ATM00001" + "050"
                + "012LWM=00000001" + "032A0A1A2A3A4A5A6A7A8A9AAABACADAEAF")
    }

    @Test func `a reversal names its original in D90 and what stays moved in D95`() {
        let reversal = Reversal(
            original: Sample.original, reason: .partial,
            actualAmount: Money(minorUnits: 20_000))
        let message = TerminalMessage.keyed(Sample.transmission(.reversal(reversal))).message()
        #expect(message.type == MessageType(number: 420))
        #expect(
            message.text(90).map { String(decoding: $0, as: UTF8.self) }
                == "0200" + "000008" + "0314092653" + "0000000000000000000000")
        #expect(
            message.text(95).map { String(decoding: $0, as: UTF8.self) }
                == "000000020000" + "000000000000" + "C00000000" + "C00000000")
    }
}
