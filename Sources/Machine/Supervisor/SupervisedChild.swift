/// One child of the supervisor over all its lives.
struct SupervisedChild {
    enum State {
        case running(ChildProcess)
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
        self.executable = executable
        self.plan = plan
        policy = RestartPolicy(kind)
        state = .running(try ChildProcess(executable: executable, plan: plan))
    }

    var running: ChildProcess? {
        switch state {
        case .running(let child): child
        case .due, .finished, .givenUp: nil
        }
    }

    /// When the supervisor must wake for this child; `nil` = only when it ends.
    var wakeUp: Duration? {
        switch state {
        case .due(let uptime): uptime
        case .running, .finished, .givenUp: nil
        }
    }

    mutating func ended(_ ending: RestartPolicy.Ending, at uptime: Duration) {
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
        case .due, .running, .finished, .givenUp:
            break
        }
    }

    /// Starts one again that had ended for good.
    mutating func revive(at uptime: Duration) {
        switch state {
        case .finished, .givenUp: state = .due(uptime)
        case .running, .due: break
        }
    }
}
