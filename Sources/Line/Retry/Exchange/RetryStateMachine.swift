package import BankProtocol

/// Decides when one keyed request is sent again, until it is answered or stopped.
///
/// Does no I/O and reads no clock: each event is a method call whose return value says what to do. It gives nothing up and
/// takes nothing back; when to stop, and what to reverse, is the cash machine's to say (`protocol.md` §6).
package struct RetryStateMachine: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// No line carries it now; nothing is armed. Becomes `awaiting` or `closed`.
        case holding
        /// On the wire and unanswered; the timer is armed. Becomes any other.
        case awaiting(TimerID)
        /// The bank cannot serve it now; the timer is armed. Becomes `awaiting`, `holding` or `closed`.
        case deferred(TimerID)
        /// Answered or stopped; final.
        case closed
    }

    package let request: KeyedRequest
    package private(set) var state = State.holding
    package private(set) var rhythm: Rhythm
    /// How often this process has sent it.
    package private(set) var sendings = 0
    /// Orders the machines of one process by age.
    package var owner: Int { timer.owner }
    private let sentBefore: Bool
    private var firstSent: Duration?
    private var timer: TimerID
    private var backOff = BackOff.ofRequests
    /// After a 91 even a waiting customer's request backs off, until the line is a new one.
    private var isUnserved = false

    /// `sentBefore` says that an earlier process may have sent it, so that the first sending of this one is a repeat;
    /// `owner` is a number that no other machine of this process has.
    package init(_ request: KeyedRequest, _ rhythm: Rhythm, sentBefore: Bool, owner: Int) {
        self.request = request
        self.rhythm = rhythm
        self.sentBefore = sentBefore
        timer = TimerID(owner: owner)
    }
}

// MARK: Events of time and line

extension RetryStateMachine {
    package enum Move: Hashable, Sendable {
        case send(Sending)
        case ignore
    }

    /// The line carries messages (again), or an exchange begins on a line that does.
    package mutating func lineOpened(_ scope: LineScope, at now: Duration, _ pace: Pace) -> Move {
        switch state {
        case .holding where scope.carries(request.operation.kind):
            isUnserved = false
            backOff.reset()
            return .send(sending(at: now, pace))
        case .holding, .awaiting, .deferred, .closed:
            return .ignore
        }
    }

    package mutating func lineLost() {
        switch state {
        case .holding, .awaiting, .deferred: state = .holding
        case .closed: break
        }
    }

    package mutating func timerFired(_ fired: TimerID, at now: Duration, _ pace: Pace) -> Move {
        switch state {
        case .awaiting(fired), .deferred(fired):
            return .send(sending(at: now, pace))
        case .holding, .awaiting, .deferred, .closed:
            return .ignore
        }
    }

    /// From now on it repeats itself so. Whoever begins to wait need not wait for a repeat that has backed off.
    package mutating func urged(_ rhythm: Rhythm, at now: Duration, _ pace: Pace) -> Move {
        let hurries = self.rhythm == .backingOff && rhythm == .steady
        self.rhythm = rhythm
        switch state {
        case .awaiting where hurries:
            return .send(sending(at: now, pace))
        case .holding, .awaiting, .deferred, .closed:
            return .ignore
        }
    }

    package mutating func stopped() {
        state = .closed
    }

    private mutating func sending(at now: Duration, _ pace: Pace) -> Sending {
        let first = firstSent ?? now
        let isRepeat = sentBefore || sendings > 0
        let wait = nextWait(pace)
        firstSent = first
        sendings += 1
        timer = timer.next
        state = .awaiting(timer)
        return Sending(
            request: request, isRepeat: isRepeat, number: sendings, elapsed: now - first,
            timer: timer, nextIn: wait)
    }

    private mutating func nextWait(_ pace: Pace) -> Duration {
        switch rhythm {
        case .steady where !isUnserved: pace.interval
        case .steady, .backingOff: backOff.next(from: pace.interval, pace.jitter)
        }
    }
}

// MARK: Answers

extension RetryStateMachine {
    package enum OnAnswer: Hashable, Sendable {
        /// The exchange is over. `roundTrip` is there when it tells how fast the line is: the request went out only once.
        case close(roundTrip: Duration?)
        /// The bank cannot serve it now: arm `timer` for `nextIn`.
        case postpone(TimerID, nextIn: Duration)
        /// The bank wants a sign-on first; then it is sent again.
        case signOn
        /// Says nothing new: an answer to an earlier sending of a request that is being held back already.
        case ignore
        /// The exchange was over already.
        case late
    }

    package mutating func answered(
        _ code: ResponseCode, _ reason: AnswerReason?, at now: Duration, _ pace: Pace
    ) -> OnAnswer {
        switch (state, Meaning(code, reason)) {
        case (.closed, _):
            return .late
        case (.awaiting, .final), (.deferred, .final), (.holding, .final):
            state = .closed
            return .close(roundTrip: roundTrip(at: now))
        case (.awaiting, .notNow):
            return postpone(pace)
        case (.awaiting, .signOnFirst), (.deferred, .signOnFirst):
            state = .holding
            return .signOn
        case (.deferred, .notNow), (.holding, .notNow), (.holding, .signOnFirst):
            return .ignore
        }
    }

    private mutating func postpone(_ pace: Pace) -> OnAnswer {
        if !isUnserved {
            isUnserved = true
            backOff.reset()
        }
        timer = timer.next
        state = .deferred(timer)
        return .postpone(timer, nextIn: backOff.next(from: pace.interval, pace.jitter))
    }

    /// Karn's rule: `nil` unless it went out just once.
    private func roundTrip(at now: Duration) -> Duration? {
        guard let firstSent, sendings == 1, !sentBefore else { return nil }
        return now - firstSent
    }

    /// What an answer means for repeating; what it means for the money is the cash machine's.
    private enum Meaning {
        case final
        case notNow
        case signOnFirst

        init(_ code: ResponseCode, _ reason: AnswerReason?) {
            switch code {
            case .cannotServeNow, .systemMalfunction:
                self = .notNow
            case .notPermittedToTerminal:
                self = reason == .signOnFirst ? .signOnFirst : .final
            case .approved, .invalidTransaction, .invalidAmount, .noSuchCard, .noActionTaken,
                .noSuchRecord, .formatError, .lostCard, .stolenCard, .insufficientFunds,
                .expiredCard, .wrongPIN, .notPermittedToCard, .limitExceeded, .pinTriesExceeded,
                .duplicateKey, .outOfBalance:
                self = .final
            }
        }
    }
}
