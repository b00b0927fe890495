import BankProtocol
import Retry
import Testing

private let first = ConnectionID(number: 1)

@Suite struct ConnectionStateMachineTests {
    @Test func `it connects, asks the journal, signs on, asks it again, and is open`() throws {
        var machine = try Line.idle()
        #expect(machine.started() == first)
        #expect(machine.connected(first) == .consultJournal)
        let signOn = try Line.signOn()
        let stan = try Line.stan(1)
        #expect(
            machine.journalSpoke(signOn, for: first)
                == .signOn(signOn, stan, timer(1), within: .seconds(5)))
        let answer = try Line.granted(stan)
        #expect(machine.networkAnswered(answer, at: .seconds(1), .none) == .judge(signOn))
        #expect(machine.scope == .closed)
        #expect(
            machine.signOnAccepted(for: first, at: .seconds(1))
                == .opened(.open, silence: timer(2), renewal: nil))
        #expect(machine.scope == .open)
        #expect(machine.epoch == (try Sample.key(1).epoch))
    }

    @Test func `tries to connect double their pause to five seconds`() throws {
        var machine = try Line.idle()
        var id = machine.started()
        var pauses: [Duration] = []
        for _ in 1...8 {
            guard case .remake(let remake) = machine.lost(id, .none) else { break }
            pauses.append(remake.pause)
            guard case .connect(let next) = machine.timerFired(remake.timer, at: .zero, .none)
            else { break }
            id = next
        }
        #expect(
            pauses.map { Int($0 / .milliseconds(1)) }
                == [100, 200, 400, 800, 1600, 3200, 5000, 5000])
    }

    @Test func `a connection that was of use begins again with the shortest pause`() throws {
        var machine = try Line.idle()
        let id = try Line.failedToConnect(&machine, times: 3)
        try Line.open(&machine, id)
        machine.heard(from: id, at: .zero)
        #expect(machine.lost(id, .none).remake?.pause == .milliseconds(100))
    }

    @Test func `a connection that ends right after its sign-on goes on backing off`() throws {
        var machine = try Line.idle()
        let id = try Line.failedToConnect(&machine, times: 3)
        try Line.open(&machine, id)
        #expect(machine.lost(id, .none).remake?.pause == .milliseconds(800))
    }

    @Test func `news of an older connection changes nothing`() throws {
        var machine = try Line.idle()
        let old = machine.started()
        let remake = try #require(machine.lost(old, .none).remake)
        _ = machine.timerFired(remake.timer, at: .zero, .none)
        let before = machine
        #expect(machine.lost(old, .none) == .ignore)
        #expect(machine.connected(old) == .abandon)
        #expect(machine.journalSpoke(try Line.signOn(), for: old) == .ignore)
        #expect(machine.signOnAccepted(for: old, at: .zero) == .ignore)
        machine.heard(from: old, at: .seconds(9))
        #expect(machine == before)
    }

    @Test func `a sign-on unanswered for five seconds breaks the connection`() throws {
        var machine = try Line.signingOn()
        #expect(
            machine.timerFired(timer(1), at: .seconds(5), .none)
                == .remake(Remake(timer: timer(2), pause: .milliseconds(100))))
    }

    @Test func `an answer with another number does not end the sign-on`() throws {
        var machine = try Line.signingOn()
        let stranger = try Line.granted(Line.stan(2))
        #expect(machine.networkAnswered(stranger, at: .zero, .none) == .late)
        #expect(machine.scope == .closed)
    }

    @Test(arguments: [ResponseCode.cannotServeNow, .systemMalfunction])
    func `a bank that cannot sign on now is tried again`(code: ResponseCode) throws {
        var machine = try Line.signingOn()
        let answer = try Line.refused(Line.stan(1), code, .overloaded)
        #expect(
            machine.networkAnswered(answer, at: .zero, .none)
                == .remake(Remake(timer: timer(2), pause: .milliseconds(100))))
    }

    @Test func `a journal that has moved on signs on by a new connection`() throws {
        var machine = try Line.signingOn()
        _ = machine.networkAnswered(try Line.granted(Line.stan(1)), at: .zero, .none)
        #expect(
            machine.signOnOutdated(for: first, .none)
                == .remake(Remake(timer: timer(2), pause: .milliseconds(100))))
    }

    @Test func `a fenced journal's connection is restricted for good`() throws {
        var machine = try Line.signingOn()
        _ = machine.networkAnswered(
            try Line.refused(Line.stan(1), .notPermittedToTerminal, .fenced), at: .zero, .none)
        #expect(
            machine.signOnRestricted(for: first, at: .zero)
                == .opened(.restricted, silence: timer(2), renewal: nil))
    }

    @Test func `a disabled terminal asks again after a minute`() throws {
        var machine = try Line.signingOn()
        _ = machine.networkAnswered(
            try Line.refused(Line.stan(1), .notPermittedToTerminal, .terminalDisabled), at: .zero,
            .none)
        #expect(
            machine.signOnRestricted(for: first, at: .zero)
                == .opened(.restricted, silence: timer(2), renewal: timer(3)))
        #expect(
            machine.timerFired(timer(3), at: .seconds(60), .none)
                == .remake(Remake(timer: timer(4), pause: .milliseconds(100))))
    }
}

@Suite struct ConnectionWatchTests {
    @Test func `thirty seconds of silence bring an echo`() throws {
        var machine = try Line.opened()
        #expect(
            machine.timerFired(timer(2), at: .seconds(30), .none)
                == .echo(
                    try Line.stan(2), try Sample.key(1).epoch, timer(3), within: .seconds(5)))
    }

    @Test func `what was heard meanwhile puts the echo off`() throws {
        var machine = try Line.opened()
        machine.heard(from: first, at: .seconds(20))
        #expect(
            machine.timerFired(timer(2), at: .seconds(30), .none)
                == .listen(timer(3), during: .seconds(20)))
    }

    @Test func `an answered echo begins a new silence`() throws {
        var machine = try Line.opened()
        _ = machine.timerFired(timer(2), at: .seconds(30), .none)
        #expect(
            machine.networkAnswered(try Line.echoed(Line.stan(2)), at: .seconds(31), .none)
                == .listen(timer(4), during: .seconds(30)))
        #expect(machine.timerFired(timer(3), at: .seconds(35), .none) == .ignore)
        #expect(machine.scope == .open)
    }

    @Test func `an echo unanswered for five seconds breaks the connection`() throws {
        var machine = try Line.opened()
        _ = machine.timerFired(timer(2), at: .seconds(30), .none)
        #expect(
            machine.timerFired(timer(3), at: .seconds(35), .none)
                == .remake(Remake(timer: timer(4), pause: .milliseconds(100))))
        #expect(machine.scope == .closed)
    }

    @Test func `another answer does not stand for the echo's`() throws {
        var machine = try Line.opened()
        _ = machine.timerFired(timer(2), at: .seconds(30), .none)
        #expect(
            machine.networkAnswered(try Line.echoed(Line.stan(1)), at: .seconds(31), .none)
                == .late)
    }

    @Test(arguments: [AnswerReason.signOnFirst, .fenced, .terminalDisabled, .terminalUnknown])
    func `an exchange refused to the terminal asks for a new sign-on`(reason: AnswerReason) throws {
        var machine = try Line.opened()
        #expect(
            machine.exchangeAnswered(
                .notPermittedToTerminal, reason, key: try Sample.key(7), .none
            ).remake?.pause == .milliseconds(100))
    }

    @Test func `a fenced key of an older epoch is no news of the line`() throws {
        var machine = try Line.opened()
        let old = try Sample.key(7, epoch: 0)
        #expect(
            machine.exchangeAnswered(.notPermittedToTerminal, .fenced, key: old, .none) == .ignore)
        #expect(machine.exchangeAnswered(.approved, nil, key: old, .none) == .ignore)
    }

    @Test func `a restricted line is not remade for being told so again`() throws {
        var machine = try Line.signingOn()
        _ = machine.networkAnswered(
            try Line.refused(Line.stan(1), .notPermittedToTerminal, .fenced), at: .zero, .none)
        _ = machine.signOnRestricted(for: first, at: .zero)
        #expect(
            machine.exchangeAnswered(
                .notPermittedToTerminal, .fenced, key: try Sample.key(7), .none) == .ignore)
        #expect(machine.scope == .restricted)
    }

    @Test func `a wanted renewal remakes what is there, and nothing between two`() throws {
        var machine = try Line.opened()
        #expect(machine.renewalWanted(.none).remake != nil)
        #expect(machine.renewalWanted(.none) == .ignore)
    }
}

/// Connection machines on their way, and the messages that bring them there.
private enum Line {
    static func idle() throws -> ConnectionStateMachine {
        ConnectionStateMachine(timings: ConnectionTimings(), owner: 1)
    }

    /// At 0 s; the sign-on bears number 1 and waits on timer 1.
    static func signingOn() throws -> ConnectionStateMachine {
        var machine = try idle()
        let id = machine.started()
        _ = machine.connected(id)
        _ = machine.journalSpoke(try signOn(), for: id)
        return machine
    }

    /// At 0 s; listening on timer 2.
    static func opened() throws -> ConnectionStateMachine {
        var machine = try signingOn()
        _ = machine.networkAnswered(try granted(stan(1)), at: .zero, .none)
        _ = machine.signOnAccepted(for: first, at: .zero)
        return machine
    }

    static func open(_ machine: inout ConnectionStateMachine, _ id: ConnectionID) throws {
        _ = machine.connected(id)
        _ = machine.journalSpoke(try signOn(), for: id)
        _ = machine.networkAnswered(try granted(stan(1)), at: .zero, .none)
        _ = machine.signOnAccepted(for: id, at: .zero)
    }

    /// - Returns: The connection of the try after these.
    static func failedToConnect(
        _ machine: inout ConnectionStateMachine, times: Int
    ) throws -> ConnectionID {
        var id = machine.started()
        for _ in 1...times {
            let remake = try #require(machine.lost(id, .none).remake)
            guard case .connect(let next) = machine.timerFired(remake.timer, at: .zero, .none)
            else { continue }
            id = next
        }
        return id
    }

    static func signOn() throws -> SignOn {
        let key = try Sample.key(8)
        return SignOn(
            instance: InstanceID(bits: 1), epoch: key.epoch, next: key.sequence, mark: key.sequence)
    }

    static func stan(_ number: UInt32) throws -> STAN { try #require(STAN(number: number)) }

    static func granted(_ stan: STAN) throws -> NetworkAnswer {
        let key = try Sample.key(7)
        return try answer(
            stan, .approved, nil, .signOn(EpochGrant(epoch: key.epoch, seen: key.sequence)))
    }

    static func refused(
        _ stan: STAN, _ code: ResponseCode, _ reason: AnswerReason
    ) throws -> NetworkAnswer {
        try answer(stan, code, reason, .signOn(nil))
    }

    static func echoed(_ stan: STAN) throws -> NetworkAnswer {
        try answer(stan, .approved, nil, .echo)
    }

    private static func answer(
        _ stan: STAN, _ code: ResponseCode, _ reason: AnswerReason?,
        _ operation: NetworkAnswer.Operation
    ) throws -> NetworkAnswer {
        NetworkAnswer(
            terminal: try #require(TerminalID("ATM00001")), stan: stan,
            transmitted: TransmissionTime(Sample.noon), code: code, reason: reason,
            operation: operation)
    }
}

extension ConnectionStateMachine.OnLost {
    fileprivate var remake: Remake? {
        switch self {
        case .remake(let remake): remake
        case .ignore: nil
        }
    }
}
