import CashMachine
import Control
import LinkFaults
import Testing
import TextGrid

struct ControlStateTests {
    private func state(_ orders: [ControlOrder]) -> ControlState {
        var state = ControlState()
        for order in orders { _ = state.take(order) }
        return state
    }

    @Test func `what is set is what was ordered, and clear takes all of it back`() {
        let orders: [ControlOrder] = [
            .loss(.toBank, percent: 50), .loss(.fromBank, percent: 60),
            .latency(.milliseconds(300)), .line(.partitioned([.fromBank])), .holdBank,
            .next(.toBank, .drop), .next(.toBank, .corrupt), .next(.fromBank, .delay(.seconds(2))),
            .killBank(at: .afterCommit), .killMachine(at: .approved),
        ]
        var state = state(orders)
        #expect(state.orders == orders)
        #expect(!state.isClear)
        #expect(state.take(.clear) == [.clearDevices, .startBank])
        #expect(state.isClear)
        #expect(state.take(.clear) == [.clearDevices])
    }

    @Test func `what is done now is not set`() {
        var state = ControlState()
        #expect(state.take(.killBank(at: nil)) == [.killBank])
        #expect(state.take(.killMachine(at: nil)) == [.killMachine])
        #expect(state.take(.press(.enter)) == [.forward(.press(.enter))])
        #expect(state.take(.type("1357")) == [.forward(.type("1357"))])
        #expect(
            state.take(.device(.printerOut, isStanding: true))
                == [.setDevice(.printerOut, isStanding: true)])
        #expect(state.take(.clearDevice(.printerOut)) == [.clearDevice(.printerOut)])
        #expect(state == ControlState())
    }

    @Test func `customers come until they are told off, and are no fault to be cleared`() {
        var state = ControlState()
        #expect(
            state.take(.workload(isOn: true)) == [.start(.teller(1)), .start(.teller(2))])
        #expect(state.hasWorkload)
        #expect(state.orders == [.workload(isOn: true)])
        #expect(state.isClear)
        #expect(state.take(.clear) == [.clearDevices])
        #expect(state.hasWorkload)
        #expect(
            state.take(.workload(isOn: false)) == [.stop(.teller(1)), .stop(.teller(2))])
        #expect(state == ControlState())
    }

    @Test func `a line beside the machine's follows what stands, and no one-shot`() {
        var state = state([.loss(.toBank, percent: 100), .next(.fromBank, .drop)])
        var faults = LinkFaults(seed: 1)
        faults.followWhatStands(in: state)
        #expect(faults.fate(of: .keyed, .toBank) == .dropped(.chance))
        #expect(faults.fate(of: .keyed, .fromBank) == .intact)
        _ = state.take(.line(.cut))
        faults.followWhatStands(in: state)
        #expect(faults.isCut)
    }

    @Test func `a bank is held until it is started`() {
        var state = ControlState()
        #expect(state.take(.holdBank) == [.killBank])
        #expect(state.isBankHeld)
        #expect(state.take(.startBank) == [.startBank])
        #expect(!state.isBankHeld)
    }

    @Test func `a strike that has struck is armed no more, and no number is used twice`() throws {
        var state = state([.next(.toBank, .drop), .next(.toBank, .drop)])
        let numbers = state.armed[.toBank].map(\.number)
        state.struck(.fromBank, number: numbers[0])
        #expect(state.armed[.toBank].map(\.number) == numbers)
        state.struck(.toBank, number: numbers[0])
        #expect(state.armed[.toBank].map(\.number) == [numbers[1]])
        _ = state.take(.clear)
        _ = state.take(.next(.toBank, .drop))
        #expect(try #require(state.armed[.toBank].first).number > numbers[1])
    }

    @Test func `a point that was reached is armed no more; another is`() {
        var state = state([.killBank(at: .afterCommit), .killMachine(at: .approved)])
        state.reached(BankPoint.beforeCommit)
        state.reached(JournalPoint.settled)
        #expect(state.bankPoint == .afterCommit)
        #expect(state.machinePoint == .approved)
        state.reached(BankPoint.afterCommit)
        state.reached(JournalPoint.approved)
        #expect(state.isClear)
    }

    @Test func `a state is read back from its text`() throws {
        var state = state(
            everyOrder.filter {
                if case .clear = $0 { false } else { true }
            } + [.holdBank, .line(.cut)])
        state.struck(.toBank, number: 2)
        state.devices = [
            ControlState.ArmedDevice(.printerOut, isStanding: true),
            ControlState.ArmedDevice(.escrow(.stuck), isStanding: false),
        ]
        #expect(try ControlState(parsing: state.text) == state)
        #expect(try ControlState(parsing: ControlState().text) == ControlState())
        #expect(
            try ControlState(parsing: ControlState(lossOfRequests: 3, lossOfAnswers: 4).text)
                == ControlState(lossOfRequests: 3, lossOfAnswers: 4))
    }

    @Test(arguments: [
        "ordered", "ordered x", "drop next request", "drop next request #x", "cut #3", "kill bank",
        "press a", "clear", "start bank", "type 1357", "clear printer-out",
        "workload off",
    ])
    func `what is part of no state is refused`(text: String) {
        #expect(throws: ControlError.self) { try ControlState(parsing: text) }
    }

    @Test func `a line follows the state, and what has struck does not strike again`() {
        var state = state([
            .loss(.toBank, percent: 100), .next(.toBank, .duplicate), .next(.toBank, .drop),
            .latency(.seconds(1)),
        ])
        var faults = LinkFaults(seed: 1)
        faults.follow(state)
        #expect(faults.fate(of: .keyed, .toBank) == .delivered([Fate.Copy(), Fate.Copy()]))
        // The owner has not heard of it yet, and says the same again.
        faults.follow(state)
        #expect(faults.fate(of: .keyed, .toBank) == .dropped(.ordered))
        #expect(faults.fate(of: .keyed, .toBank) == .dropped(.chance))
        #expect(
            faults.fate(of: .keyed, .fromBank) == .delivered([Fate.Copy(.after(.seconds(1)))]))
        _ = state.take(.clear)
        _ = state.take(.line(.cut))
        faults.follow(state)
        #expect(faults.isCut)
        _ = state.take(.line(.whole))
        faults.follow(state)
        #expect(faults.fate(of: .keyed, .toBank) == .intact)
        #expect(faults.fate(of: .keyed, .fromBank) == .intact)
    }

    @Test func `a strike that was taken back does not strike`() {
        var state = state([.next(.toBank, .drop)])
        var faults = LinkFaults(seed: 1)
        faults.follow(state)
        _ = state.take(.clear)
        faults.follow(state)
        #expect(faults.fate(of: .keyed, .toBank) == .intact)
    }
}
