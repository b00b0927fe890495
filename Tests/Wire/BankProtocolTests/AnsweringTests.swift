import BankProtocol
import ISO8583
import Testing

struct AnsweringTests {
    private func text(_ message: Message) -> String {
        String(decoding: message.encoded(), as: UTF8.self)
    }

    // MARK: Format errors

    @Test func `a format error says which element, and bears what every answer bears`() throws {
        let message = TerminalMessage.keyed(Sample.withdrawal).message()
        let answer = message.formatError(ContentError(field: 110))
        #expect(
            try BankMessage(answer)
                == .keyed(Answer(to: Sample.withdrawal.request, .formatError, .field(110))))
    }

    @Test func `a format error is answered in the type of the message or its repeat`() {
        for request in Sample.requests {
            let message = request.message()
            let answer = message.formatError(ContentError(field: 7))
            #expect(answer.type == message.type.answer)
            #expect(answer.text(63) == Array("FIELD-7".utf8))
        }
    }

    @Test func `a format error does not echo what is malformed`() {
        for number in [3, 4, 7, 11, 37] {
            var message = TerminalMessage.keyed(Sample.withdrawal).message()
            let length = message.text(number)?.count ?? 0
            message = replaceFirst(of: number, in: message, with: UInt8(ascii: "X"))
            let answer = message.formatError(ContentError(field: number))
            let malformed: FieldSet = number == 3 ? [3, 4] : [number]
            #expect(length > 0)
            #expect(
                answer.fields == ([3, 4, 7, 11, 37, 39, 41, 63] as FieldSet).subtracting(malformed))
        }
    }

    @Test func `a format error echoes an amount only where an answer has one`() {
        var message = TerminalMessage.keyed(Sample.transmission(.prime("7"))).message()
        message.forge(4, "000000000100")
        #expect(message.formatError(ContentError(field: 4)).fields == [3, 7, 11, 37, 39, 41, 63])
    }

    @Test func `a format error about the connection echoes its code and no key`() {
        var message = TerminalMessage.network(
            Sample.network(.signOn(Sample.signOn)), isRepeat: false
        ).message()
        message.forge(37, "000100000008")
        let answer = message.formatError(ContentError(field: 37))
        #expect(answer.fields == [7, 11, 39, 41, 63, 70])
        #expect(text(answer).hasPrefix("0810"))
    }

    private func replaceFirst(of number: Int, in message: Message, with byte: UInt8) -> Message {
        guard let content = message.content(of: number) else { return message }
        var frame = message.encoded()
        frame[content.startIndex] = byte
        return known(try? Message(parsing: frame))
    }

    // MARK: Shared content

    @Test func `repeats share their content, whatever their mark and MAC`() {
        var first = TerminalMessage.keyed(Sample.withdrawal).message()
        var again = Sample.withdrawal
        again.isRepeat = true
        again.mark = again.request.key.sequence
        var repeated = TerminalMessage.keyed(again).message()
        #expect(first.sharedContent() == repeated.sharedContent())
        first.forge(128, "0123456789ABCDEF")
        repeated.forge(128, "FEDCBA9876543210")
        #expect(first != repeated)
        #expect(first.sharedContent() == repeated.sharedContent())
    }

    @Test func `a change of any other element changes the content`() {
        for request in Sample.requests {
            let message = request.message()
            let shared = message.sharedContent()
            for number in message.fields where number != 60 {
                var other = message
                other.remove(number)
                #expect(other.sharedContent() != shared, "\(message) without \(number)")
                let text = message.text(number) ?? []
                other.set(number, to: text.dropLast() + [text.last == 0x30 ? 0x31 : 0x30])
                #expect(other.sharedContent() != shared, "\(message) with another \(number)")
            }
        }
    }

    @Test func `messages of different types share no content`() {
        var contents: Set<[UInt8]> = []
        for operation in Sample.operations {
            let message = TerminalMessage.keyed(Sample.transmission(operation)).message()
            #expect(contents.insert(message.sharedContent()).inserted)
        }
    }
}
