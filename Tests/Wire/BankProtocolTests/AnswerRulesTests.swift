import BankProtocol
import ISO8583
import Testing

struct AnswerRulesTests {
    private func field(_ message: Message) -> Int? {
        do throws(ProtocolError) {
            _ = try BankMessage(message)
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

    private func field(_ answer: Answer) -> Int? { field(BankMessage.keyed(answer).message()) }

    private let request = Sample.withdrawal.request
    private var approval: Answer { Sample.approval(of: request.operation) }

    @Test func `an answer is matched by its type and its key`() throws {
        let message = BankMessage.keyed(approval).message()
        guard case .keyed(let answer) = try BankMessage(message) else {
            Issue.record("a 0210 is an answer to a keyed message")
            return
        }
        #expect(answer.exchange == request.exchange)
        #expect(answer.terminal == request.terminal)
    }

    @Test func `an approval bears all that the protocol's page gives it`() {
        let optional: FieldSet = [62, 103]
        for operation in Sample.operations {
            let message = BankMessage.keyed(Sample.approval(of: operation)).message()
            for number in message.fields where number != 41 {
                var without = message
                without.remove(number)
                let expected = optional.contains(number) ? nil : number
                #expect(field(without) == expected, "\(message) without \(number)")
            }
        }
    }

    @Test func `a refusal bears nothing of an approval, but a 51 its balances`() {
        for code in ResponseCode.allCases where code != .approved {
            var refused = Answer(to: request, code)
            #expect(field(refused) == nil)
            refused.balances = Sample.balances
            #expect(field(refused) == (code == .insufficientFunds ? nil : 54), "\(code)")
            refused.authorisation = approval.authorisation
            #expect(field(refused) == 38)
        }
    }

    @Test func `a day close that does not agree bears the bank's totals too`() {
        var answer = Answer(
            to: Sample.transmission(.dayClose(Sample.totals, .bdt)).request, .outOfBalance)
        #expect(field(answer) == 66)
        answer.settlement = Settlement(isInBalance: false, totals: Sample.totals)
        #expect(field(answer) == nil)
    }

    @Test func `a format error may lack what was malformed in the request`() {
        var answer = BankMessage.keyed(Answer(to: request, .formatError, .field(3))).message()
        answer.remove(3)
        answer.remove(4)
        #expect(field(answer) == nil)
        answer.remove(37)
        #expect(field(answer) == 37)
    }

    @Test func `an answer's D11 belongs to its key`() {
        var message = BankMessage.keyed(approval).message()
        message.forge(11, "000009")
        #expect(field(message) == 11)
    }

    @Test func `an answer's D3 is one of its own type of message`() {
        var message = BankMessage.keyed(Answer(to: request, .limitExceeded)).message()
        message.forge(3, "950000")
        #expect(field(message) == 3)
        message.forge(3, "010010")
        #expect(field(message) == 3)
    }

    @Test func `texts of answers have the layout that their request calls for`() {
        func field(_ operation: Operation, _ text: String) -> Int? {
            var answer = Sample.approval(of: operation)
            answer.text = text
            return self.field(answer)
        }
        #expect(field(.verify(Sample.authority), "NAME=A;LEFT=1;MAX=2") == nil)
        #expect(field(.verify(Sample.authority), "NAME=A;LEFT=1") == 48)
        #expect(field(.prime("7"), "NOT-PRIME") == nil)
        #expect(field(.prime("7"), "PERHAPS") == 48)
        #expect(field(.capitalLetters("perhaps"), "PERHAPS") == nil)
    }

    @Test func `reason tokens are those of the table, and nothing like them`() {
        func reason(_ token: String) -> AnswerReason? {
            var message = BankMessage.keyed(Answer(to: request, .limitExceeded)).message()
            message.forge(63, token)
            guard case .keyed(let answer) = try? BankMessage(message) else { return nil }
            return answer.reason
        }
        #expect(reason("REPLAY") == .replay)
        #expect(reason("KEY-SETTLED") == .keySettled)
        #expect(reason("FIELD-110") == .field(110))
        #expect(reason("TRIES-2") == .triesLeft(2))
        #expect(reason("LIMIT-0") == .limitLeft(.zero))
        #expect(reason("LIMIT-999999999999") == .limitLeft(.wireMaximum))
        for token in [
            "replay", "REPLAY ", "FIELD-1", "FIELD-129", "FIELD-", "FIELD", "TRIES-10", "TRIES-01",
            "LIMIT--1", "LIMIT-1000000000000", "LIMIT-1.5", "OTHER",
        ] {
            #expect(reason(token) == nil, "\(token)")
        }
    }

    @Test func `balances and statements have whole entries of known kinds`() {
        func field(_ number: Int, _ text: String) -> Int? {
            let operation = Operation.miniStatement(Sample.authority, of: .current)
            var message = BankMessage.keyed(Sample.approval(of: operation)).message()
            message.forge(number, text)
            return self.field(message)
        }
        let balance = "2001050C000002500000"
        #expect(field(54, balance) == nil)
        #expect(field(54, String(repeating: balance, count: 6)) == nil)
        for text in [
            "2001050C00000250000", balance + "2", "3001050C000002500000", "2003050C000002500000",
            "2001050X000002500000",
        ] {
            #expect(field(54, text) == 54, "\(text)")
        }
        let entry = "260314092601D000000050000"
        #expect(field(62, String(repeating: entry, count: 10)) == nil)
        #expect(field(62, "260314092600C000000050000") == nil)
        for text in [
            String(repeating: entry, count: 11), "261314092601D000000050000",
            "260314092602D000000050000", "260314092601+000000050000", String(entry.dropLast()),
        ] {
            #expect(field(62, text) == 62, "\(text)")
        }
    }

    @Test func `an approved sign-on bears the epoch to use, a refused one does not`() {
        func field(_ code: ResponseCode, _ grant: EpochGrant?) -> Int? {
            self.field(
                BankMessage.network(
                    NetworkAnswer(
                        terminal: Sample.terminal, stan: known(STAN(number: 1)),
                        transmitted: Sample.transmitted, code: code, operation: .signOn(grant))
                ).message())
        }
        let grant = EpochGrant(epoch: known(Epoch(number: 1)), seen: .none)
        #expect(field(.approved, grant) == nil)
        #expect(field(.approved, nil) == 48)
        #expect(field(.notPermittedToTerminal, nil) == nil)
        #expect(field(.notPermittedToTerminal, grant) == 48)
    }

    @Test func `a type that a bank does not send is no content error`() {
        for number: UInt16 in [200, 201, 211, 240, 800] {
            var message = BankMessage.keyed(approval).message()
            message.type = MessageType(number: number)
            #expect(throws: ProtocolError.unknownType(MessageType(number: number))) {
                try BankMessage(message)
            }
        }
    }
}
