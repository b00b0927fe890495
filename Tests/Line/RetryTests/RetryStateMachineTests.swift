import BankProtocol
import Retry
import Testing

@Suite struct RetryStateMachineTests {
    @Test func `on an open line the first sending goes out at once`() throws {
        let request = try Sample.request()
        var machine = RetryStateMachine(request, .steady, sentBefore: false, owner: 1)
        let move = machine.lineOpened(.open, at: .seconds(10), everySecond)
        #expect(
            move
                == .send(
                    Sending(
                        request: request, isRepeat: false, number: 1, elapsed: .zero,
                        timer: timer(1), nextIn: .seconds(1))))
        #expect(machine.state == .awaiting(timer(1)))
    }

    @Test func `what an earlier process may have sent goes out as a repeat`() throws {
        var machine = RetryStateMachine(
            try Sample.request(), .steady, sentBefore: true, owner: 1)
        #expect(machine.lineOpened(.open, at: .zero, everySecond).sending?.isRepeat == true)
    }

    @Test func `without a line nothing goes out`() throws {
        var machine = RetryStateMachine(try Sample.request(), .steady, sentBefore: false, owner: 1)
        let before = machine
        #expect(machine.lineOpened(.closed, at: .zero, everySecond) == .ignore)
        #expect(machine == before)
    }

    @Test func `a restricted line carries reversals and holds originals`() throws {
        var original = RetryStateMachine(try Sample.request(), .steady, sentBefore: false, owner: 1)
        var reversal = RetryStateMachine(
            try Sample.reversal(), .backingOff, sentBefore: false, owner: 2)
        #expect(original.lineOpened(.restricted, at: .zero, everySecond) == .ignore)
        #expect(original.state == .holding)
        #expect(reversal.lineOpened(.restricted, at: .zero, everySecond).sending?.number == 1)
    }

    @Test func `an unanswered request is repeated with the time since the first`() throws {
        let request = try Sample.request()
        var machine = sentOnce(request)
        let move = machine.timerFired(timer(1), at: .seconds(11), everySecond)
        #expect(
            move
                == .send(
                    Sending(
                        request: request, isRepeat: true, number: 2, elapsed: .seconds(1),
                        timer: timer(2), nextIn: .seconds(1))))
    }

    @Test func `a timer armed for an earlier sending changes nothing`() throws {
        var machine = sentOnce(try Sample.request())
        _ = machine.timerFired(timer(1), at: .seconds(11), everySecond)
        let before = machine
        #expect(machine.timerFired(timer(1), at: .seconds(12), everySecond) == .ignore)
        #expect(machine == before)
    }

    @Test func `a timer of another machine changes nothing`() throws {
        var machine = sentOnce(try Sample.request())
        let stranger = TimerID(owner: 2, number: 1)
        #expect(machine.timerFired(stranger, at: .seconds(11), everySecond) == .ignore)
    }

    @Test func `a waiting customer's request keeps its interval`() throws {
        var machine = sentOnce(try Sample.request())
        for number in 1...9 {
            let sending = machine.timerFired(timer(number), at: .seconds(11), everySecond).sending
            #expect(sending?.nextIn == .seconds(1))
        }
    }

    @Test func `a background request backs off to a minute`() throws {
        var machine = sentOnce(try Sample.request(), .backingOff)
        let waits = (1...12).map { number in
            machine.timerFired(timer(number), at: .seconds(11), everySecond).sending?.nextIn
        }
        #expect(waits.prefix(3) == [.milliseconds(1500), .milliseconds(2250), .milliseconds(3375)])
        #expect(waits.last == .seconds(60))
    }

    @Test func `jitter touches only what backs off`() throws {
        let pace = Pace(interval: .seconds(1), jitter: Jitter(thousandths: 100))
        var steady = RetryStateMachine(try Sample.request(), .steady, sentBefore: false, owner: 1)
        var background = RetryStateMachine(
            try Sample.request(), .backingOff, sentBefore: false, owner: 2)
        #expect(steady.lineOpened(.open, at: .zero, pace).sending?.nextIn == .seconds(1))
        #expect(
            background.lineOpened(.open, at: .zero, pace).sending?.nextIn == .milliseconds(1100))
    }

    @Test func `after a lost line the repeat goes out at once and waits as the first did`() throws {
        var machine = sentOnce(try Sample.request(), .backingOff)
        _ = machine.timerFired(timer(1), at: .seconds(11), everySecond)
        machine.lineLost()
        #expect(machine.state == .holding)
        #expect(machine.timerFired(timer(2), at: .seconds(13), everySecond) == .ignore)
        let sending = machine.lineOpened(.open, at: .seconds(20), everySecond).sending
        #expect(sending?.number == 3)
        #expect(sending?.isRepeat == true)
        #expect(sending?.elapsed == .seconds(10))
        #expect(sending?.nextIn == .seconds(1))
    }

    @Test func `a line that opens again does not send what is on its way`() throws {
        var machine = sentOnce(try Sample.request())
        #expect(machine.lineOpened(.open, at: .seconds(11), everySecond) == .ignore)
    }

    @Test func `who begins to wait does not wait for a repeat that has backed off`() throws {
        var machine = sentOnce(try Sample.request(), .backingOff)
        let sending = machine.urged(.steady, at: .seconds(11), everySecond).sending
        #expect(sending?.number == 2)
        #expect(sending?.nextIn == .seconds(1))
        #expect(machine.urged(.steady, at: .seconds(11), everySecond) == .ignore)
    }

    @Test func `who stops waiting lets the next repeat come and then back off`() throws {
        var machine = sentOnce(try Sample.request())
        #expect(machine.urged(.backingOff, at: .seconds(11), everySecond) == .ignore)
        let first = machine.timerFired(timer(1), at: .seconds(11), everySecond).sending
        let second = machine.timerFired(timer(2), at: .seconds(12), everySecond).sending
        #expect(first?.nextIn == .seconds(1))
        #expect(second?.nextIn == .milliseconds(1500))
    }

    @Test func `a stopped request is never sent again`() throws {
        var machine = sentOnce(try Sample.request())
        machine.stopped()
        #expect(machine.timerFired(timer(1), at: .seconds(11), everySecond) == .ignore)
        machine.lineLost()
        #expect(machine.lineOpened(.open, at: .seconds(12), everySecond) == .ignore)
        #expect(machine.answered(.approved, nil, at: .seconds(13), everySecond) == .late)
        #expect(machine.state == .closed)
    }
}

@Suite struct RetryStateMachineAnswerTests {
    @Test(
        arguments: ResponseCode.allCases.filter {
            ![.cannotServeNow, .systemMalfunction].contains($0)
        })
    func `every answer but 91 and 96 ends the exchange`(code: ResponseCode) throws {
        var machine = sentOnce(try Sample.request())
        let move = machine.answered(code, nil, at: .seconds(12), everySecond)
        #expect(move == .close(roundTrip: .seconds(2)))
        #expect(machine.state == .closed)
    }

    @Test func `a second answer is late`() throws {
        var machine = sentOnce(try Sample.request())
        _ = machine.answered(.approved, nil, at: .seconds(11), everySecond)
        #expect(machine.answered(.approved, .replay, at: .seconds(12), everySecond) == .late)
    }

    @Test func `the answer to a repeated request measures nothing`() throws {
        var machine = sentOnce(try Sample.request())
        _ = machine.timerFired(timer(1), at: .seconds(11), everySecond)
        #expect(
            machine.answered(.approved, nil, at: .seconds(12), everySecond)
                == .close(roundTrip: nil))
    }

    @Test func `the answer to what an earlier process sent measures nothing`() throws {
        var machine = sentOnce(try Sample.request(), sentBefore: true)
        #expect(
            machine.answered(.approved, nil, at: .seconds(12), everySecond)
                == .close(roundTrip: nil))
    }

    @Test(arguments: [ResponseCode.cannotServeNow, .systemMalfunction])
    func `after 91 and 96 even a waiting customer's request backs off`(code: ResponseCode) throws {
        var machine = sentOnce(try Sample.request())
        #expect(
            machine.answered(code, nil, at: .seconds(11), everySecond)
                == .postpone(timer(2), nextIn: .seconds(1)))
        #expect(machine.state == .deferred(timer(2)))
        let again = machine.timerFired(timer(2), at: .seconds(12), everySecond).sending
        #expect(again?.isRepeat == true)
        #expect(again?.nextIn == .milliseconds(1500))
        #expect(
            machine.answered(code, nil, at: .seconds(13), everySecond)
                == .postpone(timer(4), nextIn: .milliseconds(2250)))
    }

    @Test func `a second 91 while the request is held back changes nothing`() throws {
        var machine = sentOnce(try Sample.request())
        _ = machine.answered(.cannotServeNow, nil, at: .seconds(11), everySecond)
        let before = machine
        #expect(machine.answered(.cannotServeNow, nil, at: .seconds(11), everySecond) == .ignore)
        #expect(machine == before)
    }

    @Test func `a new line forgets that the bank could not serve`() throws {
        var machine = sentOnce(try Sample.request())
        _ = machine.answered(.cannotServeNow, nil, at: .seconds(11), everySecond)
        machine.lineLost()
        let sending = machine.lineOpened(.open, at: .seconds(12), everySecond).sending
        #expect(sending?.nextIn == .seconds(1))
        let next = machine.timerFired(timer(3), at: .seconds(13), everySecond).sending
        #expect(next?.nextIn == .seconds(1))
    }

    @Test func `an answer ends a request that is held back`() throws {
        var machine = sentOnce(try Sample.request())
        _ = machine.answered(.cannotServeNow, nil, at: .seconds(11), everySecond)
        #expect(
            machine.answered(.approved, nil, at: .seconds(11), everySecond)
                == .close(roundTrip: .seconds(1)))
    }

    @Test func `58 SIGN-ON-FIRST waits for a new line, then sends again`() throws {
        var machine = sentOnce(try Sample.request())
        #expect(
            machine.answered(.notPermittedToTerminal, .signOnFirst, at: .seconds(11), everySecond)
                == .signOn)
        #expect(machine.state == .holding)
        #expect(machine.timerFired(timer(1), at: .seconds(11), everySecond) == .ignore)
        #expect(machine.lineOpened(.open, at: .seconds(12), everySecond).sending?.number == 2)
    }
}

extension RetryStateMachine.Move {
    fileprivate var sending: Sending? {
        switch self {
        case .send(let sending): sending
        case .ignore: nil
        }
    }
}
