import ISO8583
import Testing

struct MessageTests {
    private let contents: [(Int, String)] = [
        (3, "010000"), (41, "ATM00001"), (48, "NAME=x"), (70, "001"), (102, "1000000000017"),
    ]

    private func message(_ contents: [(Int, String)]) -> Message {
        var message = Message(type: MessageType(number: 200))
        for (number, text) in contents { message.set(number, to: Array(text.utf8)) }
        return message
    }

    @Test func `a message is type, bit maps and elements with their lengths`() {
        #expect(
            String(decoding: message(contents).encoded(), as: UTF8.self)
                == "0200" + "A000000000810000" + "0400000004000000"
                + "010000" + "ATM00001" + "006NAME=x" + "001" + "131000000000017")
    }

    @Test func `the order in which elements are set does not matter`() {
        let expected = message(contents)
        for shift in 1..<contents.count {
            let rotated = Array(contents[shift...] + contents[..<shift])
            #expect(message(rotated) == expected)
            #expect(message(rotated.reversed()) == expected)
        }
    }

    @Test func `an element set again is replaced`() {
        var changed = message(contents)
        changed.set(48, to: Array("a longer text".utf8))
        changed.set(3, to: Array("210000".utf8))
        #expect(changed.text(48) == Array("a longer text".utf8))
        #expect(changed.text(3) == Array("210000".utf8))
        #expect(changed.text(102) == Array("1000000000017".utf8))
        changed.set(48, to: Array("NAME=x".utf8))
        changed.set(3, to: Array("010000".utf8))
        #expect(changed == message(contents))
    }

    @Test func `a removed element leaves no trace, and the second bit map goes with its last`() {
        for (number, _) in contents {
            var changed = message(contents)
            changed.remove(number)
            #expect(changed == message(contents.filter { $0.0 != number }))
        }
        var changed = message(contents)
        changed.remove(102)
        changed.remove(70)
        #expect(changed == message(Array(contents[..<3])))
        changed.remove(70)
        #expect(!changed.fields.needsSecondMap)
    }

    @Test func `a message is read from its own encoding`() throws {
        let whole = message(contents)
        let parsed = try Message(parsing: whole.encoded())
        #expect(parsed == whole)
        #expect(parsed.fields == [3, 41, 48, 70, 102])
        #expect(parsed.type == MessageType(number: 200))
        for (number, text) in contents { #expect(parsed.text(number) == Array(text.utf8)) }
        #expect(parsed.text(4) == nil)
        #expect(parsed.content(of: 1) == nil)
    }

    @Test func `the type can be changed in place`() {
        var repeated = message(contents)
        repeated.type = repeated.type.repeated
        #expect(repeated.encoded().starts(with: "0201".utf8))
        #expect(repeated.type.isRepeat)
    }

    @Test func `a message never prints what its elements hold`() {
        let secret = message([(2, "9705000000084821"), (110, "A0A1A2A3")])
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped] {
            #expect(text.contains("0200 with data elements 2, 110"))
            #expect(!text.contains("4821"))
            #expect(!text.contains("A0A1"))
        }
    }
}
