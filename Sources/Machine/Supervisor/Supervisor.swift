package import Control
internal import Glibc

/// The small parent of the machine's processes: starts them, brings them back when they die, gives the terminal back.
///
/// It runs on one thread, blocks its signals and waits for them, and touches no money: what it cannot mend it passes on
/// as its exit code.
package struct Supervisor: ~Copyable {
    private var machine: SupervisedChild
    private var bank: SupervisedChild?
    private var companions: Companions
    private var signals: Signals
    private let control: ControlPost?
    private let logFile: String?
    /// Called when the machine process died without giving the terminal back.
    private let restoreTerminal: () -> Void

    /// Starts the children.
    ///
    /// - Parameters:
    ///   - executable: The program that all children run, with different arguments.
    ///   - machine: The process that owns screen, journal and devices; its end on purpose is the end of all.
    ///   - bank: The demo's bank.
    ///   - companions: How those are run whom an order starts, each when it is first needed.
    ///   - control: The control socket, served for as long as this runs; there is none without a plan.
    ///   - restoreTerminal: Gives the terminal back; called after a violent death of the machine.
    /// - Throws: `ChildError` when a child cannot be started.
    package init(
        executable: String, machine: ChildProcess.Plan, bank: ChildProcess.Plan?,
        companions: @escaping (Companion) -> CompanionPlan,
        control: ControlPost? = nil, restoreTerminal: @escaping () -> Void
    ) throws(ChildError) {
        signals = Signals()
        self.companions = Companions(executable: executable, plan: companions)
        self.restoreTerminal = restoreTerminal
        self.control = control
        logFile = machine.logFile
        if let bank {
            self.bank = try SupervisedChild(executable: executable, plan: bank, kind: .service)
        }
        self.machine = try SupervisedChild(executable: executable, plan: machine, kind: .program)
    }

    /// Runs until the machine process ends on purpose, or this process is told to end.
    ///
    /// - Returns: The exit code to end with: the machine's own, 128 + the signal that ended the supervisor, or 70 when
    ///   the machine process kept dying.
    /// - Throws: `ChildError` when machine or bank cannot be started again; the terminal has been given back then.
    package mutating func run() throws(ChildError) -> Int32 {
        defer { endOthers() }
        do throws(ChildError) {
            return try superviseUntilEnd()
        } catch {
            endMachine(with: SIGTERM)
            throw error
        }
    }

    private mutating func superviseUntilEnd() throws(ChildError) -> Int32 {
        while true {
            let signal = awaitSignal(until: soonestWakeUp)
            if [SIGTERM, SIGINT, SIGHUP].contains(signal) {
                endMachine(with: signal)
                return 128 + signal
            }
            reap()
            // After the reaping: what a child has said before it died is read before its successor starts.
            serveControl()
            switch machine.state {
            case .finished(let exitCode): return exitCode
            case .givenUp: return 70
            case .running, .leaving, .due: break
            }
            let uptime = Self.uptime()
            if !isMachineHeld { try machine.startIfDue(at: uptime) }
            if !isBankHeld { try bank?.startIfDue(at: uptime) }
            for error in companions.startIfDue(at: uptime) { log(error) }
        }
    }

    // MARK: - Control

    private mutating func serveControl() {
        for effect in control?.serve(at: Self.uptime()) ?? [] {
            switch effect {
            case .killMachine: machine.running?.send(signal: SIGKILL)
            case .killBank: bank?.running?.send(signal: SIGKILL)
            case .startBank: bank?.revive(at: Self.uptime())
            case .start(let companion): companions.start(companion, at: Self.uptime())
            case .stop(let companion): companions.stop(companion)
            case .setDevice, .clearDevice, .clearDevices, .forward:
                // Done where it was ordered.
                break
            }
        }
    }

    private var isBankHeld: Bool { control?.state.isBankHeld ?? false }
    private var isMachineHeld: Bool { control?.state.isMachineHeld ?? false }

    /// Writes to the machine's log: the terminal is the machine's. On a full disk nothing can be written, and nothing is.
    private func log(_ error: ChildError) {
        guard let logFile else { return }
        let descriptor = open(logFile, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let line = Array("\(error)\n".utf8)
        _ = write(descriptor, line, line.count)
    }

    // MARK: - Ends

    private mutating func reap() {
        if let ending = machine.running.flatMap(Self.ending(of:)) {
            machine.ended(ending, at: Self.uptime())
            if case .killed = ending { restoreTerminal() }
        }
        if let ending = bank?.running.flatMap(Self.ending(of:)) {
            bank?.ended(ending, at: Self.uptime())
        }
        companions.reap(at: Self.uptime(), Self.ending)
    }

    /// Passes `signal` on and waits: the machine gives the terminal back itself. One that cannot (it was stopped, or its
    /// terminal takes nothing more) is killed in the end: its journal is durable.
    private mutating func endMachine(with signal: Int32) {
        machine.running?.send(signal: signal)
        machine.running?.send(signal: SIGCONT)
        let limit = Self.uptime() + .seconds(30)
        while let running = machine.running {
            if Self.uptime() >= limit { running.send(signal: SIGKILL) }
            _ = signals.next(atMost: .milliseconds(250), or: [])
            reap()
        }
    }

    /// Lets the companions finish while there is a bank, and the bank answer what is in flight. Who takes longer than
    /// that needs is killed: what he has open is in his journal.
    private mutating func endOthers() {
        companions.stopAll()
        awaitEnd(atMost: .seconds(3)) { $0.companions.running }
        bank?.release()
        awaitEnd(atMost: .seconds(12)) { $0.bank?.running.map { [$0] } ?? [] }
    }

    private mutating func awaitEnd(
        atMost patience: Duration, of children: (borrowing Supervisor) -> [ChildProcess]
    ) {
        let limit = Self.uptime() + patience
        while true {
            reap()
            let left = children(self)
            if left.isEmpty { return }
            if Self.uptime() >= limit { for child in left { child.send(signal: SIGKILL) } }
            _ = signals.next(atMost: .milliseconds(250), or: [])
        }
    }

    // MARK: - Signals and time

    private var soonestWakeUp: Duration? {
        [isMachineHeld ? nil : machine.wakeUp, isBankHeld ? nil : bank?.wakeUp, companions.wakeUp]
            .compactMap { $0 }.min()
    }

    /// Waits for a signal, for somebody at the control socket, or for time to pass.
    ///
    /// - Returns: The signal that came, or 0 when `deadline` did, or a quarter of a second: where this process has other
    ///   threads, one of them may have swallowed the signal that told of a child's end.
    private func awaitSignal(until deadline: Duration?) -> Int32 {
        let now = Self.uptime()
        let left = min(max(.zero, (deadline ?? now + .seconds(1)) - now), .milliseconds(250))
        return signals.next(atMost: left, or: control?.interests ?? [])
    }

    /// - Returns: `nil` while `child` lives. Asks for this child alone: others in this process may wait for theirs.
    private static func ending(of child: ChildProcess) -> RestartPolicy.Ending? {
        var status: Int32 = 0
        guard waitpid(child.processID, &status, WNOHANG) > 0 else { return nil }
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: signal)
    }

    private static func uptime() -> Duration {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return .seconds(now.tv_sec) + .nanoseconds(now.tv_nsec)
    }
}
