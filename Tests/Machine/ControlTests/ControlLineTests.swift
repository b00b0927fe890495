import Control
import LinkFaults
import Testing

struct ControlLineTests {
    @Test(
        arguments: ControlRole.allCases.map { ControlRequest.hello($0) }
            + everyOrder.map { .order($0) } + BankPoint.allCases.map { .bankReached($0) }
            + JournalPoint.allCases.map { .machineReached($0) }
            + [.state, .struck(.toBank, number: 3), .struck(.fromBank, number: 40)])
    func `a client's line is read back`(request: ControlRequest) throws {
        #expect(try ControlRequest(line: request.line) == request)
        #expect(request.line.utf8.count <= ControlRequest.longestLine)
    }

    @Test func `an owner's line is read back`() throws {
        var state = ControlState(lossOfRequests: 50)
        _ = state.take(.next(.toBank, .drop))
        let replies: [ControlReply] = [
            .done, .refused("no machine runs just now."), .state(state), .screen(.type("1 3")),
        ]
        for reply in replies { #expect(try ControlReply(line: reply.line) == reply) }
    }

    @Test(arguments: [
        "", "hello", "hello world", "HELLO machine", "state of it", "struck", "struck request x",
        "reached", "reached moon", "reached bank noon", "orders", "order", "order nothing",
        "GET / HTTP/1.1",
    ])
    func `what no client says is refused in a sentence`(line: String) {
        let error = #expect(throws: ControlError.self) { try ControlRequest(line: line) }
        #expect(error?.description.hasSuffix(".") == true)
    }

    @Test(arguments: ["", "don", "state of", "screen", "screen unicorn"])
    func `what no owner says is refused`(line: String) {
        #expect(throws: ControlError.self) { try ControlReply(line: line) }
    }
}
