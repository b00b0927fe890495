internal import Control
internal import LinkFaults
internal import Recording
internal import Retry
internal import Screens
internal import Supervisor

/// The machine, its bank and whoever comes to them, as children of this process.
struct DemoSession {
    /// With a seed.
    var screen: ScreenOptions
    var state: StateDirectory
    /// Where it is written down.
    var recording: String?
    /// What it does once more, and how much faster.
    var replay: (file: String, speed: Double)?
    /// Which lesson it begins with.
    var lesson: Int?
    /// Nobody looks; then it ends with the pipe on descriptor 3.
    var isFaceless = false

    /// - Returns: The exit code.
    /// - Throws: A `Complaint`.
    func run() throws -> Int32 {
        // First, as it refuses a second demo: that one must not begin the files of the first anew.
        let control = try ControlPost.demo(in: state, screen.line)
        try screen.trace.begin()
        let began = monotonicNanoseconds()
        if let recording {
            try Recorder.begin(recording, head)
            let recorder = try Recorder(addingTo: recording, began: began)
            control.record = { recorder.took($0) }
        }
        if let lesson { control.give(.lesson(lesson)) }
        if isFaceless { Lifeline.watchForSupervisor() }
        let address = "127.0.0.1:\(LoopbackPort.free())"
        return try MachineSupervisor.run(
            machine: MachineCommand.arguments(
                screen, state: state, bundle: state.demoBundle, bank: address, isPlaintext: true,
                policy: .fixed(.seconds(1)), isKiosk: false, control: state.control,
                isFaceless: isFaceless)
                + machineArguments(began),
            log: state.machineLog,
            bank: ChildProcess.Plan(
                arguments: DemoBankCommand.arguments(
                    store: state.bank, listen: address, control: state.control),
                input: .pipe, logFile: state.bankLog),
            companions: { companion in
                switch companion {
                case .teacher: TeacherCommand.plan(in: state)
                case .teller(let number):
                    DemoTellerCommand.plan(number, in: state, bank: address, seed: screen.line.seed)
                }
            },
            control: control,
            face: isFaceless ? .none : screen.plain ? .lines : .screen)
    }

    /// What bears on a session, and no more: themes and places are everybody's own.
    private var head: Recording.Head {
        var line = screen.line
        line.seed = nil
        return Recording.Head(
            seed: screen.line.faults.seed,
            arguments: line.arguments(policy: .fixed(.seconds(1)))
                + [
                    "--timeout", screen.screenTimeout.description, "--lang",
                    screen.language.rawValue,
                ])
    }

    private func machineArguments(_ began: Int64) -> [String] {
        (recording.map { ["--recording", $0, "--recording-began", "\(began)"] } ?? [])
            + (replay.map { ["--replay", $0.file, "--replay-speed", "\($0.speed)"] } ?? [])
    }
}
