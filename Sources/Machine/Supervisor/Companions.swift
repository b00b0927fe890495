internal import Control

/// How a companion is run.
package struct CompanionPlan: Sendable {
    package var process: ChildProcess.Plan
    package var kind: RestartPolicy.Kind

    package init(_ process: ChildProcess.Plan, _ kind: RestartPolicy.Kind) {
        self.process = process
        self.kind = kind
    }
}

/// The supervisor's children beside machine and bank: none at first, each from its order on.
struct Companions {
    private let executable: String
    private let plan: (Companion) -> CompanionPlan
    private var children: [Companion: SupervisedChild] = [:]

    init(executable: String, plan: @escaping (Companion) -> CompanionPlan) {
        self.executable = executable
        self.plan = plan
    }

    /// Takes effect with the next `startIfDue`; one that runs is left alone.
    mutating func start(_ companion: Companion, at uptime: Duration) {
        guard children[companion] == nil else {
            children[companion]?.revive(at: uptime)
            return
        }
        let plan = plan(companion)
        children[companion] = SupervisedChild(
            executable: executable, plan: plan.process, kind: plan.kind, due: uptime)
    }

    mutating func stop(_ companion: Companion) {
        children[companion]?.release()
    }

    mutating func stopAll() {
        for companion in children.keys { stop(companion) }
    }

    /// One that cannot be started has ended: machine and bank go on without it.
    ///
    /// - Returns: Why some could not be started.
    mutating func startIfDue(at uptime: Duration) -> [ChildError] {
        var errors: [ChildError] = []
        for companion in children.keys {
            do throws(ChildError) {
                try children[companion]?.startIfDue(at: uptime)
            } catch {
                errors.append(error)
                children[companion]?.ended(.exited(70), at: uptime)
            }
        }
        return errors
    }

    /// Takes in who has ended.
    ///
    /// - Parameters:
    ///   - uptime: A steady clock's reading.
    ///   - ending: How a process has ended; `nil` while it lives.
    mutating func reap(
        at uptime: Duration, _ ending: (ChildProcess) -> RestartPolicy.Ending?
    ) {
        for (companion, child) in children {
            guard let ending = child.running.flatMap(ending) else { continue }
            children[companion]?.ended(ending, at: uptime)
        }
    }

    var running: [ChildProcess] { children.values.compactMap(\.running) }

    var wakeUp: Duration? { children.values.compactMap(\.wakeUp).min() }
}
