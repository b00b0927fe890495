import BankProtocol
import BankServer
import BankSession
import LedgerStore
import Testing

struct ConnectionStateMachineTests {
    private let granted = EpochGrant(epoch: Fixtures.epoch, seen: Fixtures.sequence(9))

    private func network(_ message: TerminalMessage) -> NetworkRequest {
        guard case .network(let request, _) = message else { preconditionFailure("keyed") }
        return request
    }

    private func signedOn(_ decision: SignOnDecision) -> ConnectionStateMachine {
        var machine = ConnectionStateMachine()
        _ = machine.received(Fixtures.network(.signOn(Fixtures.signOn)))
        _ = machine.signOnDecided(decision)
        return machine
    }

    @Test func `anything before the sign-on is told to sign on first`() {
        var machine = ConnectionStateMachine()
        let messages = [
            Fixtures.keyed(.prime("7"), sequence: 1), Fixtures.network(.echo(mark: .first)),
            Fixtures.network(.signOff), Fixtures.keyed(Fixtures.reversal(100), sequence: 1),
        ]
        for message in messages {
            #expect(
                machine.received(message)
                    == .answer(BankMessage(to: message, .notPermittedToTerminal, .signOnFirst)))
        }
    }

    @Test func `a message that overtakes the answer of the sign-on is told to sign on first`() {
        var machine = ConnectionStateMachine()
        _ = machine.received(Fixtures.network(.signOn(Fixtures.signOn)))
        let message = Fixtures.keyed(.prime("7"), sequence: 1)
        #expect(
            machine.received(message)
                == .answer(BankMessage(to: message, .notPermittedToTerminal, .signOnFirst)))
    }

    @Test func `a repeat of the sign-on waits for the same decision`() {
        var machine = ConnectionStateMachine()
        let first = Fixtures.network(.signOn(Fixtures.signOn))
        let again = Fixtures.network(.signOn(Fixtures.signOn), isRepeat: true)
        #expect(machine.received(first) == .signOn(Fixtures.signOn, network(first)))
        #expect(machine.received(again) == .joinSignOn(network(again)))
    }

    @Test func `a later sign-on gets the first answer with its own trace number`() {
        var machine = signedOn(.granted(granted))
        let other = SignOn(
            instance: InstanceID(bits: 8), epoch: Fixtures.epoch, next: Fixtures.sequence(50),
            mark: Fixtures.sequence(40))
        let later = Fixtures.network(.signOn(other), stan: 77)
        #expect(
            machine.received(later)
                == .answer(.network(SignOnResult.granted(granted).answer(to: network(later)))))
    }

    @Test func `on a granted connection a request is decided`() {
        var machine = signedOn(.granted(granted))
        let message = Fixtures.keyed(.prime("7"), sequence: 1)
        guard case .keyed(let transmission) = message else { return }
        #expect(machine.received(message) == .decide(transmission))
    }

    @Test func `on a fenced connection only what is owed is decided`() {
        var machine = signedOn(.fenced)
        let original = Fixtures.keyed(Fixtures.withdrawal(100), sequence: 1)
        #expect(
            machine.received(original)
                == .answer(BankMessage(to: original, .notPermittedToTerminal, .fenced)))
        let reversal = Fixtures.keyed(Fixtures.reversal(100), sequence: 1)
        guard case .keyed(let transmission) = reversal else { return }
        #expect(machine.received(reversal) == .decide(transmission))
    }

    @Test func `a terminal that the books do not know stays unsigned`() {
        let machine = signedOn(.unknownTerminal)
        #expect(machine.state == .unsigned)
    }

    @Test func `an echo raises the mark when it brings news`() {
        var machine = signedOn(.granted(granted))
        let echo = Fixtures.network(.echo(mark: Fixtures.sequence(5)))
        #expect(
            machine.received(echo)
                == .raiseMark(Fixtures.sequence(5), in: Fixtures.epoch, echo: network(echo)))
        machine.markRaised(to: Fixtures.sequence(5))
        #expect(
            machine.received(echo)
                == .answer(.network(NetworkAnswer(to: network(echo), .approved))))
    }

    @Test func `an echo on a fenced connection raises nothing`() {
        var machine = signedOn(.fenced)
        let echo = Fixtures.network(.echo(mark: Fixtures.sequence(5)))
        #expect(
            machine.received(echo)
                == .answer(.network(NetworkAnswer(to: network(echo), .approved))))
    }

    @Test func `after a sign-off the terminal signs on first, and hears its first answer`() {
        var machine = signedOn(.granted(granted))
        _ = machine.received(Fixtures.network(.signOff))
        let message = Fixtures.keyed(.prime("7"), sequence: 1)
        #expect(
            machine.received(message)
                == .answer(BankMessage(to: message, .notPermittedToTerminal, .signOnFirst)))
        let again = Fixtures.network(.signOn(Fixtures.signOn), stan: 3)
        #expect(
            machine.received(again)
                == .answer(.network(SignOnResult.granted(granted).answer(to: network(again)))))
        guard case .keyed(let transmission) = message else { return }
        #expect(machine.received(message) == .decide(transmission))
    }

    @Test(arguments: [
        SignOnDecision.postponed(.cannotServeNow, .readOnly), .postponed(.systemMalfunction, nil),
    ])
    func `a sign-on that was postponed counts as never asked`(decision: SignOnDecision) {
        var machine = signedOn(decision)
        #expect(machine == ConnectionStateMachine())
        let again = Fixtures.network(.signOn(Fixtures.signOn), stan: 9)
        #expect(machine.received(again) == .signOn(Fixtures.signOn, network(again)))
    }

    @Test func `the mark of a sign-on is raised by the next echo where the sign-on did not`() {
        var machine = signedOn(.granted(granted))
        let mark = Fixtures.signOn.mark
        let echo = Fixtures.network(.echo(mark: mark))
        #expect(
            machine.received(echo) == .raiseMark(mark, in: Fixtures.epoch, echo: network(echo)))
    }

    @Test func `a sign-on for which there was no room counts as never asked`() {
        var machine = ConnectionStateMachine()
        let message = Fixtures.network(.signOn(Fixtures.signOn))
        _ = machine.received(message)
        machine.signOnOverloaded()
        #expect(machine.received(message) == .signOn(Fixtures.signOn, network(message)))
    }
}
