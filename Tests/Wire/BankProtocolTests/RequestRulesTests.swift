import BankProtocol
import ISO8583
import Testing

struct RequestRulesTests {
    private func field(_ message: Message) -> Int? {
        do throws(ProtocolError) {
            _ = try TerminalMessage(message)
            return nil
        } catch {
            switch error {
            case .content(let error): return error.field
            case .unknownType, .noTerminal:
                Issue.record("\(error)")
                return nil
            }
        }
    }

    /// The offender when element `number` of `operation`'s message is `text`.
    private func field(_ operation: Operation, _ number: Int, _ text: String) -> Int? {
        var message = TerminalMessage.keyed(Sample.transmission(operation)).message()
        message.forge(number, text)
        return field(message)
    }

    private let withdrawal = Operation.withdrawal(
        Sample.authority, Sample.amount, from: .unspecified)
    private let reversal = Operation.reversal(
        Reversal(original: Sample.original, reason: .timeout, actualAmount: .zero))

    // MARK: Which elements

    @Test func `a missing element is named, unless its message may lack it`() {
        for request in Sample.requests {
            let message = request.message()
            for number in message.fields where number != 41 {
                var without = message
                without.remove(number)
                let mayLack = number == 14 || (isAdvice(message) && [38, 102].contains(number))
                #expect(
                    field(without) == (mayLack ? nil : number), "\(message) without \(number)")
            }
        }
    }

    @Test func `a superfluous element is named`() {
        for request in Sample.requests {
            let message = request.message()
            for (number, text) in Self.wellFormed where !message.fields.contains(number) {
                var with = message
                with.set(number, to: text)
                #expect(field(with) == number, "\(message) with \(number)")
            }
        }
    }

    @Test func `an element with characters that are not its own is named`() {
        for request in Sample.requests {
            let message = request.message()
            for number in message.fields where number != 41 {
                guard !isFreeText(message, number), let text = message.text(number) else {
                    continue
                }
                var changed = message
                changed.forge(number, "?" + String(decoding: text.dropFirst(), as: UTF8.self))
                #expect(field(changed) == number, "\(message) with a wrong \(number)")
            }
        }
    }

    @Test func `the lowest offender is named`() {
        var message = TerminalMessage.keyed(Sample.transmission(withdrawal)).message()
        message.forge(110, "no block")
        #expect(field(message) == 110)
        message.forge(103, "1000000000017")
        #expect(field(message) == 103)
        message.forge(60, "LWM=00000009")
        #expect(field(message) == 60)
        message.remove(49)
        #expect(field(message) == 49)
        message.forge(11, "000007")
        #expect(field(message) == 11)
        message.forge(3, "310000")
        #expect(field(message) == 3)
        message.forge(2, "1234567")
        #expect(field(message) == 2)
    }

    @Test func `a MAC may be there, in its own place and in its own characters`() {
        let mac = "0123456789ABCDEF"
        var long = TerminalMessage.keyed(Sample.withdrawal).message()
        long.forge(128, mac)
        #expect(field(long) == nil)
        long.forge(64, mac)
        #expect(field(long) == 64)
        var short = TerminalMessage.keyed(Sample.transmission(.prime("7"))).message()
        short.forge(64, mac)
        #expect(field(short) == nil)
        short.forge(64, mac.lowercased())
        #expect(field(short) == 64)
    }

    // MARK: Types and terminals

    @Test func `a type that a terminal does not send is no content error`() {
        for number: UInt16 in [0, 110, 210, 202, 203, 221 + 1, 400, 800 + 2, 810, 1200, 9999] {
            var message = TerminalMessage.keyed(Sample.withdrawal).message()
            message.type = MessageType(number: number)
            #expect(throws: ProtocolError.unknownType(MessageType(number: number))) {
                try TerminalMessage(message)
            }
        }
    }

    @Test func `a message without a terminal's name is no content error`() {
        var message = TerminalMessage.keyed(Sample.withdrawal).message()
        message.remove(41)
        #expect(throws: ProtocolError.noTerminal) { try TerminalMessage(message) }
        for name in ["        ", "ATM 0001", " TM00001"] {
            message.forge(41, name)
            #expect(throws: ProtocolError.noTerminal) { try TerminalMessage(message) }
        }
        message.forge(41, "ATM1    ")
        #expect(message.terminal == TerminalID("ATM1"))
    }

    @Test func `only a sign-on is repeated among the messages about the connection`() {
        for operation: NetworkRequest.Operation in [.signOff, .echo(mark: .first)] {
            let request = TerminalMessage.network(Sample.network(operation), isRepeat: true)
            #expect(field(request.message()) == 70)
        }
    }

    // MARK: What the elements say

    @Test func `D3 must be one that its type of message lists`() {
        let wrong = [
            "330000": [200, 600], "310000": [200], "010000": [100, 600, 220, 420],
            "400000": [220, 100], "930000": [200], "700000": [100],
        ]
        for (code, types) in wrong {
            for type in types where !(code == "010000" && (type == 220 || type == 420)) {
                var message = TerminalMessage.keyed(Sample.transmission(withdrawal)).message()
                message.type = MessageType(number: UInt16(type))
                message.forge(3, code)
                #expect(field(message) == 3, "\(code) in \(type)")
            }
        }
        for code in ["010010", "300000", "011500", "210000", "990000", "311010"] {
            let found = field(withdrawal, 3, code)
            #expect(found == (code == "210000" ? 2 : 3), "\(code)")
        }
        #expect(
            field(.deposit(Sample.amount, .bdt, to: Sample.account, type: .current), 3, "212000")
                == 3)
    }

    @Test func `D11 is the STAN of D37's sequence`() {
        #expect(field(withdrawal, 11, "000009") == 11)
        #expect(field(withdrawal, 11, "000000") == 11)
        let wrapped = Sample.transmission(
            withdrawal, key: known(Sample.key(epoch: 3, sequence: 1_000_000)))
        let message = TerminalMessage.keyed(wrapped).message()
        #expect(message.text(11) == Array("000001".utf8))
        #expect(field(message) == nil)
    }

    @Test func `D37 is twelve digits with a sequence of at least 1`() {
        #expect(field(withdrawal, 37, "000100000000") == 37)
        #expect(field(withdrawal, 37, "0001 0000008") == 37)
        #expect(field(withdrawal, 37, "000A00000008") == 37)
    }

    @Test func `D60 is a mark not above the message's own sequence`() {
        #expect(field(withdrawal, 60, "LWM=00000008") == nil)
        #expect(field(withdrawal, 60, "LWM=00000000") == nil)
        #expect(field(withdrawal, 60, "LWM=00000009") == 60)
        #expect(field(withdrawal, 60, "LWM=0000008") == 60)
        #expect(field(withdrawal, 60, "lwm=00000008") == 60)
        #expect(field(withdrawal, 60, "LWM=00000008;") == 60)
    }

    @Test func `times and dates are of the calendar and the clock`() {
        for text in ["1301000000", "0100000000", "0132000000", "0101240000", "0101006000"] {
            #expect(field(withdrawal, 7, text) == 7)
        }
        for text in ["240000", "006000", "000060"] { #expect(field(withdrawal, 12, text) == 12) }
        for text in ["0001", "1301", "0100", "0132"] { #expect(field(withdrawal, 13, text) == 13) }
        for text in ["3000", "3013"] { #expect(field(withdrawal, 14, text) == 14) }
    }

    @Test func `an amount of zero is well-formed`() {
        #expect(field(withdrawal, 4, "000000000000") == nil)
    }

    @Test func `a card number has 8 to 19 digits, whatever its check digit`() {
        #expect(field(withdrawal, 2, "1234567") == 2)
        #expect(field(withdrawal, 2, "12345678") == nil)
        #expect(field(withdrawal, 2, "970500000008482A") == 2)
    }

    @Test func `D48 of cash loaded or removed says what D4 says`() {
        let loading = Operation.cashMovement(.loaded, Sample.amount, .bdt)
        #expect(field(loading, 48, "REMOVED=50000") == nil)
        for text in ["LOADED=50001", "LOADED=050000", "LOADED=", "LOADED", "TAKEN=50000", "=5"] {
            #expect(field(loading, 48, text) == 48)
        }
    }

    @Test func `D90 names a 0200 of the same STAN, never its repeat, and zeros`() {
        let zeros = String(repeating: "0", count: 22)
        #expect(field(reversal, 90, "0200" + "000008" + "0314092653" + zeros) == nil)
        #expect(field(reversal, 90, "0201" + "000008" + "0314092653" + zeros) == 90)
        #expect(field(reversal, 90, "0600" + "000008" + "0314092653" + zeros) == 90)
        #expect(field(reversal, 90, "0200" + "000009" + "0314092653" + zeros) == 90)
        #expect(field(reversal, 90, "0200" + "000008" + "1314092653" + zeros) == 90)
        #expect(
            field(reversal, 90, "0200" + "000008" + "0314092653" + zeros.dropLast() + "1") == 90)
    }

    @Test func `D95 has an amount, zeros and two signs`() {
        let rest = "000000000000C00000000C00000000"
        #expect(field(reversal, 95, "000000060000" + rest) == nil)
        #expect(field(reversal, 95, "00000006000A" + rest) == 95)
        #expect(field(reversal, 95, "000000060000" + rest.replacing("C", with: "D")) == 95)
    }

    @Test func `D63 is a reason that the message knows, and an advice's fits its original`() {
        for reason in ReversalReason.allCases {
            #expect(field(reversal, 63, reason.rawValue) == nil)
        }
        #expect(field(reversal, 63, "SUSPECT") == 63)
        let advice = Operation.advice(
            Advice(original: Sample.original, reason: .suspect, actualAmount: .zero))
        #expect(field(advice, 63, "SUSPECT") == nil)
        #expect(field(advice, 63, "KEPT") == 63)
        #expect(field(advice, 63, "TIMEOUT") == 63)
    }

    @Test func `D97 is what the day's totals come to`() {
        let close = Operation.dayClose(Sample.totals, .bdt)
        #expect(field(close, 97, "D0000000000080000") == nil)
        #expect(field(close, 97, "C0000000000080000") == 97)
        #expect(field(close, 97, "D0000000000080001") == 97)
        #expect(field(close, 97, "X0000000000080000") == 97)
    }

    @Test func `D110 has one PIN block, or two in a PIN change`() {
        let block = String(repeating: "0F", count: 16)
        #expect(field(withdrawal, 110, block) == nil)
        #expect(field(withdrawal, 110, block + block) == 110)
        #expect(field(withdrawal, 110, block.lowercased()) == 110)
        let change = Operation.changePIN(Sample.card, old: Sample.pinBlock, new: Sample.pinBlock)
        #expect(field(change, 110, block + block) == nil)
        #expect(field(change, 110, block) == 110)
        #expect(field(change, 110, block + block + block) == 110)
    }

    @Test func `a sign-on's D48 has its four parts, a sequence to use and a mark not above it`() {
        func field(_ text: String) -> Int? {
            var message = TerminalMessage.network(
                Sample.network(.signOn(Sample.signOn)), isRepeat: false
            ).message()
            message.forge(48, text)
            return self.field(message)
        }
        let instance = "INSTANCE=0123456789abcdef"
        #expect(field(instance + ";EPOCH=0000;NEXT=00000001;LWM=00000001") == nil)
        #expect(field(instance + ";EPOCH=9999;NEXT=99999999;LWM=00000000") == nil)
        #expect(field(instance + ";EPOCH=0000;NEXT=00000000;LWM=00000000") == 48)
        #expect(field(instance + ";EPOCH=0000;NEXT=00000001;LWM=00000002") == 48)
        #expect(field(instance + ";EPOCH=0000;NEXT=00000001") == 48)
        #expect(field(instance + ";EPOCH=0000;LWM=00000001;NEXT=00000001") == 48)
        #expect(field("INSTANCE=+123456789abcdef;EPOCH=0000;NEXT=00000001;LWM=00000001") == 48)
        #expect(field(instance + ";EPOCH=0000;NEXT=00000001;LWM=00000001;") == 48)
    }

    // MARK: Tools

    private func isAdvice(_ message: Message) -> Bool {
        message.type.firstTransmission == MessageType(number: 220)
    }

    /// Account numbers, and D48 of capital letters and primes, hold any printable text.
    private func isFreeText(_ message: Message, _ number: Int) -> Bool {
        if number == 102 || number == 103 { return true }
        guard number == 48, let code = message.text(3) else { return false }
        return code == Array("930000".utf8) || code == Array("940000".utf8)
    }

    /// A good content of every element, from messages that have it.
    private static let wellFormed: [Int: [UInt8]] = {
        var contents: [Int: [UInt8]] = [:]
        let messages = Sample.requests.map { $0.message() } + Sample.answers.map { $0.message() }
        for message in messages {
            for number in message.fields { contents[number] = message.text(number) }
        }
        return contents
    }()
}
