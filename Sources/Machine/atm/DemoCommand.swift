internal import ArgumentParser
internal import Foundation
internal import Lessons
internal import Retry

struct DemoCommand: SupervisingCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run the machine and a bank of its own on this computer.",
        discussion: """
            The bank and its demo cards are made at the first start and kept in the state directory. Both processes are \
            brought back when they are killed.

            While it runs it takes orders: see `atm fault`.

            EXAMPLES
              atm demo
              atm demo --trace demo.pcapng
              atm demo --state /tmp/lab --loss-request 70 --loss-answer 70 --seed 1
              atm demo --theme high-contrast --timeout off --printer "lp -d counter"
              atm demo --record session.jsonl
              atm demo --plain
              atm demo --lesson 5
            """)

    @Option(
        help: ArgumentHelp(
            "Write down the session for `atm replay`: orders and keys, of PINs only whose they were.",
            valueName: "file"))
    var record: String?

    @OptionGroup var screen: ScreenOptions

    @Option(
        help: ArgumentHelp(
            "Begin with this lesson; see atm lessons. It presses the keys itself.",
            valueName: "number"))
    var lesson: Int?

    /// Nobody looks: no screen, and it ends with the pipe on descriptor 3.
    @Flag(help: .private) var faceless = false

    /// As arguments: a demo that nobody sees.
    static func faceless(in state: StateDirectory, seed: UInt64) -> [String] {
        ["demo", "--faceless", "--state", state.path, "--seed", "\(seed)"]
    }

    func validate() throws {
        if let lesson, Lesson.numbered(lesson) == nil {
            throw ValidationError("there are lessons 1 to \(Lesson.all.count), not \(lesson)")
        }
        if let lesson, screen.plain {
            throw ValidationError(
                "--lesson needs the screens; `atm lessons \(lesson)` gives it without")
        }
    }

    /// A lesson's own luck, where no other was asked for.
    private func withSeed(_ screen: ScreenOptions) -> ScreenOptions {
        var screen = screen
        screen.line.seed = screen.line.seed ?? lesson.flatMap(Lesson.numbered)?.seed
        return screen
    }

    func supervise() throws -> Int32 {
        do {
            let screen = withSeed(try screen.settled()).seeded()
            let state = StateDirectory(given: screen.state)
            if !screen.plain, !faceless { try TerminalRequirement.check() }
            try state.make()
            var session = DemoSession(
                screen: screen, state: state, recording: record.map { URL(filePath: $0).path })
            session.lesson = lesson
            session.isFaceless = faceless
            return try session.run()
        } catch let complaint as Complaint {
            throw complaint.said()
        }
    }
}

struct KioskCommand: SupervisingCommand {
    static let configuration = CommandConfiguration(
        commandName: "kiosk",
        abstract: "Run the machine against a real bank, with no way out for its customers.",
        discussion: """
            The line is TLS 1.3: the machine shows the certificate in its bundle, and takes for its bank only what the \
            authority in its bundle says is the bank.

            EXAMPLE
              atm kiosk --terminal ATM00001.terminal --bank bank.example.org:8583
            """)

    @Option(
        help: ArgumentHelp(
            "The terminal's bundle, as `bank terminal enroll` wrote it.", valueName: "bundle"),
        completion: .file(extensions: ["terminal"]))
    var terminal: String

    @Option(help: ArgumentHelp("Where the bank listens.", valueName: "host:port"))
    var bank: String

    @Flag(help: "Speak without TLS; on this computer's own addresses only.")
    var plaintext = false

    @OptionGroup var screen: ScreenOptions

    func supervise() throws -> Int32 {
        do {
            _ = try BankAddress(bank).checked(isPlaintext: plaintext)
            let screen = try screen.settled()
            if !screen.plain { try TerminalRequirement.check() }
            let state = StateDirectory(given: screen.state)
            try state.make()
            try screen.trace.begin()
            return try MachineSupervisor.run(
                machine: MachineCommand.arguments(
                    screen, state: state, bundle: URL(filePath: terminal).path, bank: bank,
                    isPlaintext: plaintext,
                    policy: .adaptive,
                    isKiosk: true, control: nil),
                log: state.machineLog, bank: nil,
                companions: { _ in preconditionFailure("without a control socket nobody orders one")
                },
                control: nil, face: screen.plain ? .lines : .screen)
        } catch let complaint as Complaint {
            throw complaint.said()
        }
    }
}
