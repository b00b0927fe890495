package import BankProtocol

/// Decides when the connection is made, signed on, tried by an echo, broken and made again.
///
/// Does no I/O and reads no clock. A connection is up only when its sign-on has been answered and the journal stands by what
/// it said (`protocol.md` §4.2); a TCP or TLS connection alone proves nothing.
package struct ConnectionStateMachine: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// Not begun. Becomes `connecting`.
        case idle
        /// Waiting for the next try. Becomes `connecting`.
        case pausing(TimerID)
        /// Becomes `consulting` or `pausing`.
        case connecting(ConnectionID)
        /// Connected; the journal is asked what to sign on with. Becomes `signingOn` or `pausing`.
        case consulting(ConnectionID)
        /// The sign-on is out. Becomes `judging` or `pausing`.
        case signingOn(ConnectionID, SignOn, STAN, TimerID)
        /// The journal is asked whether the answer still suits it. Becomes `open` or `pausing`.
        case judging(ConnectionID, SignOn, NetworkAnswer)
        /// Signed on. Becomes `pausing`.
        case open(OpenConnection)
    }

    package let timings: ConnectionTimings
    package private(set) var state = State.idle
    private var connection = ConnectionID(number: 0)
    private var timer: TimerID
    private var backOff: BackOff
    /// Numbers the 08xx messages of one connection.
    private var networkMessages = SequenceNumber.first

    package init(timings: ConnectionTimings, owner: Int) {
        self.timings = timings
        timer = TimerID(owner: owner)
        backOff = BackOff(growthPercent: 200, longest: timings.longestPause)
    }

    /// What requests may go out now.
    package var scope: LineScope {
        switch state {
        case .open(let open): open.scope
        case .idle, .pausing, .connecting, .consulting, .signingOn, .judging: .closed
        }
    }

    /// The connection that is being made or is there; `nil` between two.
    package var current: ConnectionID? {
        switch state {
        case .idle, .pausing: nil
        case .connecting(let id), .consulting(let id), .signingOn(let id, _, _, _),
            .judging(let id, _, _):
            id
        case .open(let open): open.id
        }
    }

    /// The epoch of the connection's own sign-on, once that is answered.
    package var epoch: Epoch? {
        switch state {
        case .open(let open): open.epoch
        case .idle, .pausing, .connecting, .consulting, .signingOn, .judging: nil
        }
    }

    private mutating func nextTimer() -> TimerID {
        timer = timer.next
        return timer
    }

    private mutating func nextSTAN() -> STAN {
        let stan = STAN(of: networkMessages)
        networkMessages = networkMessages.next ?? .first
        return stan
    }
}

// MARK: Making it

extension ConnectionStateMachine {
    /// Make this connection, anew.
    package mutating func started() -> ConnectionID {
        connect()
    }

    package enum OnConnected: Hashable, Sendable {
        /// Ask the journal what to sign on with, then call `journalSpoke`.
        case consultJournal
        /// It came too late: close it.
        case abandon
    }

    package mutating func connected(_ id: ConnectionID) -> OnConnected {
        guard case .connecting(id) = state else { return .abandon }
        networkMessages = .first
        state = .consulting(id)
        return .consultJournal
    }

    package enum OnJournalSpoke: Hashable, Sendable {
        /// Arm the timer, then send it.
        case signOn(SignOn, STAN, TimerID, within: Duration)
        case ignore
    }

    package mutating func journalSpoke(_ signOn: SignOn, for id: ConnectionID) -> OnJournalSpoke {
        guard case .consulting(id) = state else { return .ignore }
        let stan = nextSTAN()
        let timer = nextTimer()
        state = .signingOn(id, signOn, stan, timer)
        return .signOn(signOn, stan, timer, within: timings.signOnLimit)
    }

    private mutating func connect() -> ConnectionID {
        connection = connection.next
        state = .connecting(connection)
        return connection
    }
}

// MARK: The answer to the sign-on

extension ConnectionStateMachine {
    package enum OnNetworkAnswer: Hashable, Sendable {
        /// Ask the journal whether it stands by the sign-on, then call `signOnAccepted`, `signOnRestricted` or
        /// `signOnOutdated`.
        case judge(SignOn)
        case remake(Remake)
        /// The echo came back: arm the timer.
        case listen(TimerID, during: Duration)
        /// It answers nothing that is open.
        case late
    }

    package mutating func networkAnswered(
        _ answer: NetworkAnswer, at now: Duration, _ jitter: Jitter
    ) -> OnNetworkAnswer {
        switch state {
        case .signingOn(let id, let signOn, answer.stan, _):
            guard answer.code.servesSignOn else { return .remake(remake(jitter)) }
            state = .judging(id, signOn, answer)
            return .judge(signOn)

        case .open(var open):
            guard case .echoing(answer.stan, _) = open.watch else { return .late }
            let timer = nextTimer()
            open.watch = .listening(timer)
            open.lastHeard = now
            state = .open(open)
            return .listen(timer, during: timings.silence)

        case .idle, .pausing, .connecting, .consulting, .signingOn, .judging:
            return .late
        }
    }

    package enum OnJudged: Hashable, Sendable {
        /// The line is open this far: arm the timers, then let the exchanges go.
        case opened(LineScope, silence: TimerID, renewal: TimerID?)
        case remake(Remake)
        case ignore
    }

    /// The journal took the answer in: all may go.
    package mutating func signOnAccepted(for id: ConnectionID, at now: Duration) -> OnJudged {
        open(id, .open, at: now)
    }

    /// The bank refused the sign-on: only reversals and advices may go.
    package mutating func signOnRestricted(for id: ConnectionID, at now: Duration) -> OnJudged {
        open(id, .restricted, at: now)
    }

    /// The journal has moved on since: the sign-on must be made again, on a connection of its own.
    package mutating func signOnOutdated(for id: ConnectionID, _ jitter: Jitter) -> OnJudged {
        guard case .judging(id, _, _) = state else { return .ignore }
        return .remake(remake(jitter))
    }

    private mutating func open(
        _ id: ConnectionID, _ scope: LineScope, at now: Duration
    ) -> OnJudged {
        guard case .judging(id, let signOn, let answer) = state else { return .ignore }
        let silence = nextTimer()
        // A fenced journal is never taken back; a disabled or unknown terminal may be.
        let renewal = scope == .restricted && answer.reason != .fenced ? nextTimer() : nil
        state = .open(
            OpenConnection(
                id: id, scope: scope, epoch: answer.grantedEpoch ?? signOn.epoch,
                watch: .listening(silence), lastHeard: now, renewal: renewal))
        return .opened(scope, silence: silence, renewal: renewal)
    }
}

// MARK: Keeping and losing it

extension ConnectionStateMachine {
    /// Something came in; silence counts from here.
    ///
    /// Only an answer beyond the sign-on's shows that the line is of use: a bank that closes it at each request would else be
    /// asked ten times a second.
    package mutating func heard(from id: ConnectionID, at now: Duration) {
        guard case .open(var open) = state, open.id == id else { return }
        backOff.reset()
        open.lastHeard = now
        state = .open(open)
    }

    package enum OnTimerFired: Hashable, Sendable {
        case connect(ConnectionID)
        /// Arm the timer, then send the echo.
        case echo(STAN, Epoch, TimerID, within: Duration)
        /// It was not silent all the while: arm the timer again.
        case listen(TimerID, during: Duration)
        case remake(Remake)
        /// The timer belonged to a state that is over.
        case ignore
    }

    package mutating func timerFired(
        _ fired: TimerID, at now: Duration, _ jitter: Jitter
    ) -> OnTimerFired {
        switch state {
        case .pausing(fired):
            return .connect(connect())
        case .signingOn(_, _, _, fired):
            return .remake(remake(jitter))
        case .open(let open) where open.renewal == fired || open.breaks(on: fired):
            return .remake(remake(jitter))
        case .open(let open) where open.watch == .listening(fired):
            return watch(open, at: now)
        case .idle, .pausing, .connecting, .consulting, .signingOn, .judging, .open:
            return .ignore
        }
    }

    package enum OnLost: Hashable, Sendable {
        case remake(Remake)
        /// It was given up before.
        case ignore
    }

    /// The connection could not be made, or has ended.
    package mutating func lost(_ id: ConnectionID, _ jitter: Jitter) -> OnLost {
        current == id ? .remake(remake(jitter)) : .ignore
    }

    /// The machine wants a new sign-on.
    package mutating func renewalWanted(_ jitter: Jitter) -> OnLost {
        current == nil ? .ignore : .remake(remake(jitter))
    }

    /// An exchange was answered so. A bank that no longer takes this connection's originals must be asked anew what it
    /// takes; what it says of keys of an older epoch is no news.
    package mutating func exchangeAnswered(
        _ code: ResponseCode, _ reason: AnswerReason?, key: RequestKey, _ jitter: Jitter
    ) -> OnLost {
        guard code == .notPermittedToTerminal, case .open(let open) = state else { return .ignore }
        let isNews =
            switch open.scope {
            case .open: reason == .signOnFirst || key.epoch == open.epoch
            case .restricted, .closed: reason == .signOnFirst
            }
        return isNews ? .remake(remake(jitter)) : .ignore
    }

    private mutating func watch(_ open: OpenConnection, at now: Duration) -> OnTimerFired {
        var open = open
        let rest = open.lastHeard + timings.silence - now
        let timer = nextTimer()
        if rest > .zero {
            open.watch = .listening(timer)
            state = .open(open)
            return .listen(timer, during: rest)
        }
        let stan = nextSTAN()
        open.watch = .echoing(stan, timer)
        state = .open(open)
        return .echo(stan, open.epoch, timer, within: timings.echoLimit)
    }

    private mutating func remake(_ jitter: Jitter) -> Remake {
        let timer = nextTimer()
        state = .pausing(timer)
        return Remake(timer: timer, pause: backOff.next(from: timings.firstPause, jitter))
    }
}

extension ResponseCode {
    /// Whether the bank dealt with the sign-on at all; after 91 and 96 it is made again.
    fileprivate var servesSignOn: Bool { self != .cannotServeNow && self != .systemMalfunction }
}

extension NetworkAnswer {
    fileprivate var grantedEpoch: Epoch? {
        switch operation {
        case .signOn(let grant): grant?.epoch
        case .signOff, .echo: nil
        }
    }
}
