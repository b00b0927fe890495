import CashMachine
import Control
import LinkFaults
import Testing
import TextGrid

/// Every kind of order, each with an example.
let everyOrder: [ControlOrder] =
    ControlOrder.samples + [.clear, .type("1357"), .type("two words ")]
    + DeviceFault.all.flatMap {
        [.device($0, isStanding: false), .device($0, isStanding: true), .clearDevice($0)]
    }
    + (0...100).map { .loss(.toBank, percent: $0) }
    + [Key.digit(7), .letter("a"), .text("?"), .text(" "), .control("q"), .pageDown, .backTab].map {
        .press($0)
    }

struct ControlOrderTests {
    @Test(arguments: everyOrder) func `an order is read back from its text`(order: ControlOrder)
        throws
    {
        #expect(try ControlOrder(parsing: order.text) == order)
    }

    @Test func `texts of different orders differ`() {
        let orders = Set(everyOrder)
        #expect(Set(orders.map(\.text)).count == orders.count)
    }

    @Test(arguments: [
        "", " ", "loss", "loss request", "loss request 101", "loss request -1", "loss up 5",
        "loss request 5 6", "drop request", "drop next", "delay next request", "latency 3",
        "latency 601s", "latency -1s", "kill", "kill me", "kill bank at noon", "kill machine at",
        "hold customer", "start", "press", "press unicorn",
        "press control-1", "type ", "type bad\u{7}", "partition", "clear all", "printer-out twice",
        "nothing-known", "workload", "workload often", "workload on off",
    ])
    func `what is no order is refused in a sentence`(text: String) {
        let error = #expect(throws: ControlError.self) { try ControlOrder(parsing: text) }
        #expect(error?.description.hasSuffix(".") == true, "\(text)")
    }

    @Test func `a misspelt fault is helped`() {
        #expect(
            throws: ControlError(
                "there is no fault \"printer-oot\". Did you mean \"printer-out\"? "
                    + "`atm fault list --all` tells what there is.")
        ) { try ControlOrder(parsing: "printer-oot") }
    }

    @Test func `what may stand there is said, both ways of the line where both may be meant`() {
        #expect(throws: ControlError("\"up\" is no direction; write request or answer.")) {
            try ControlOrder(parsing: "loss up 5")
        }
        #expect(throws: ControlError("\"up\" is no direction; write request, answer or both.")) {
            try ControlOrder(parsing: "partition up")
        }
    }

    @Test func `words may stand apart`() throws {
        #expect(
            try ControlOrder(parsing: "  kill  bank at   after-commit ")
                == .killBank(at: .afterCommit))
    }

    @Test func `no description and no meaning tells what is typed`() {
        for order in [ControlOrder.type("1357"), .press(.digit(1))] {
            #expect(!"\(order)\(order.meaning)".contains { $0.isNumber })
        }
    }
}
