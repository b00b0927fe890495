import BankProtocol
import ISO8583
import MessageSecurity
import Testing

struct PropertyTests {
    @Test func `what a terminal writes, a bank reads: any message`() throws {
        try Seeds.each { generator in
            for _ in 0..<2000 {
                let sent = generator.terminalMessage()
                let frame = sent.message().encoded()
                let message = try Message(parsing: frame)
                #expect(message.encoded() == frame)
                #expect(try TerminalMessage(message) == sent)
            }
        }
    }

    @Test func `what a bank writes, a terminal reads: any answer`() throws {
        try Seeds.each { generator in
            for _ in 0..<2000 {
                let sent = generator.bankMessage()
                let frame = sent.message().encoded()
                let message = try Message(parsing: frame)
                #expect(message.encoded() == frame)
                #expect(try BankMessage(message) == sent)
            }
        }
    }

    @Test func `no noise traps, and what parses is its own encoding`() {
        Seeds.each { generator in
            for _ in 0..<5000 {
                let length = generator.number(0...300)
                examine((0..<length).map { _ in generator.number(0...UInt8.max) })
                examine(Array(generator.text(0...300).utf8))
            }
        }
    }

    @Test func `no mutation of a good message traps`() {
        Seeds.each { generator in
            for _ in 0..<1000 {
                let message =
                    generator.chance()
                    ? generator.terminalMessage().message() : generator.bankMessage().message()
                for _ in 0..<8 { examine(mutate(message.encoded(), &generator)) }
            }
        }
    }

    @Test func `no flip of one bit of a good message traps, and none passes its MAC`() throws {
        let key = try #require(MACKey(bytes: Array(1...16)))
        for operation in Sample.operations {
            var message = TerminalMessage.keyed(Sample.transmission(operation)).message()
            message.seal(with: key)
            let frame = message.encoded()
            for bit in 0..<frame.count * 8 {
                var flipped = frame
                flipped[bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(!isAuthentic(flipped, under: key), "bit \(bit) of \(message)")
                examine(flipped)
            }
        }
    }

    @Test func `no mutation of a good message passes its MAC`() throws {
        let key = try #require(MACKey(bytes: Array(1...16)))
        Seeds.each { generator in
            for _ in 0..<500 {
                var message = generator.terminalMessage().message()
                message.seal(with: key)
                let frame = message.encoded()
                #expect(isAuthentic(frame, under: key))
                let mutant = mutate(frame, &generator)
                #expect(mutant == frame || !isAuthentic(mutant, under: key))
            }
        }
    }

    /// Reads `frame` in every way; only a trap fails the test, or a reading that is not the frame's own.
    private func examine(_ frame: [UInt8]) {
        guard let message = try? Message(parsing: frame) else { return }
        #expect(message.encoded() == frame)
        _ = message.sharedContent()
        _ = message.mac
        _ = message.description
        do throws(ProtocolError) {
            #expect(try TerminalMessage(message).message().type == message.type)
        } catch {
            if case .content(let error) = error {
                #expect(message.formatError(error).text(39) == Array("30".utf8))
            }
        }
        _ = try? BankMessage(message)
    }

    private func isAuthentic(_ frame: [UInt8], under key: MACKey) -> Bool {
        (try? Message(parsing: frame))?.isAuthentic(under: key) ?? false
    }

    /// Changes, removes, inserts, doubles or cuts a few bytes, most of them into others that may stand there.
    private func mutate(_ frame: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = frame
        for _ in 0..<generator.number(1...3) where !bytes.isEmpty {
            let place = generator.number(0...bytes.count - 1)
            switch generator.number(0...6) {
            case 0: bytes[place] = generator.number(0...UInt8.max)
            case 1: bytes[place] = generator.number(UInt8(ascii: "0")...UInt8(ascii: "9"))
            case 2: bytes[place] = generator.pick(Array("0123456789ABCDEF ;=".utf8))
            case 3: bytes.remove(at: place)
            case 4: bytes.insert(generator.number(0x20...0x7E), at: place)
            case 5: bytes.insert(contentsOf: bytes[place...].prefix(5), at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }
}
