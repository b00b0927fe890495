/// One child of the supervisor over all its lives.
struct SupervisedChild {
    enum State {
        case running(ChildProcess)
        /// Its pipe is closed, and it has not ended yet.
        case leaving(ChildProcess, isToReturn: Bool)
        /// Dead, to be started again at this uptime.
        case due(Duration)
        case finished(exitCode: Int32)
        case givenUp(deaths: Int)
    }

    private(set) var state: State
    private let executable: String
    private let plan: ChildProcess.Plan
    private var policy: RestartPolicy

    init(
        executable: String, plan: ChildProcess.Plan, kind: RestartPolicy.Kind
    ) throws(ChildError) {
        self.init(executable: executable, plan: plan, kind: kind, due: .zero)
        state = .running(try ChildProcess(executable: executable, plan: plan))
    }

    /// One that is started at the first `startIfDue` from this uptime on.
    init(executable: String, plan: ChildProcess.Plan, kind: RestartPolicy.Kind, due: Duration) {
        self.executable = executable
        self.plan = plan
        policy = RestartPolicy(kind)
        state = .due(due)
    }

    /// The process, as long as it has not been waited for.
    var running: ChildProcess? {
        switch state {
        case .running(let child), .leaving(let child, _): child
        case .due, .finished, .givenUp: nil
        }
    }

    /// When the supervisor must wake for this child; `nil` = only when it ends.
    var wakeUp: Duration? {
        switch state {
        case .due(let uptime): uptime
        case .running, .leaving, .finished, .givenUp: nil
        }
    }

    mutating func ended(_ ending: RestartPolicy.Ending, at uptime: Duration) {
        if case .leaving(_, let isToReturn) = state {
            state = isToReturn ? .due(uptime) : .finished(exitCode: 0)
            return
        }
        running?.release()
        switch policy.ended(ending, at: uptime) {
        case .restart(let delay): state = .due(uptime + delay)
        case .finish(let code): state = .finished(exitCode: code)
        case .giveUp(let deaths): state = .givenUp(deaths: deaths)
        }
    }

    mutating func startIfDue(at uptime: Duration) throws(ChildError) {
        switch state {
        case .due(let due) where due <= uptime:
            state = .running(try ChildProcess(executable: executable, plan: plan))
        case .due, .running, .leaving, .finished, .givenUp:
            break
        }
    }

    /// Starts one again that had ended for good, or is about to.
    mutating func revive(at uptime: Duration) {
        switch state {
        case .finished, .givenUp: state = .due(uptime)
        case .leaving(let child, _): state = .leaving(child, isToReturn: true)
        case .running, .due: break
        }
    }

    /// Lets it end by itself, for good.
    mutating func release() {
        switch state {
        case .running(let child):
            child.release()
            state = .leaving(child, isToReturn: false)
        case .leaving(let child, _): state = .leaving(child, isToReturn: false)
        case .due: state = .finished(exitCode: 0)
        case .finished, .givenUp: break
        }
    }
}
