internal import ArgumentParser
internal import Foundation
internal import NcursesDisplay
internal import Recording

/// Does a recorded session once more.
struct ReplayCommand: SupervisingCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Do a recorded session once more: the same seed, orders and keys.",
        discussion: """
            Begins a fresh demo in a directory of its own, which is removed in the end. Each key is pressed when the screen \
            that it was pressed at has come again, and no sooner after the one before than it was; orders, those to kill a \
            process too, are given in their place. At the desk Space holds the replay and lets it go on, and . does the next \
            event at once. A screen that does not come within 90 s is told; then it goes on by hand.

            What chance and the clock decide beside the seed may differ: which message of several meets a fault, and what \
            simulated customers do.

            EXAMPLES
              atm demo --record session.jsonl
              atm replay session.jsonl
              atm replay session.jsonl --speed 4

            EXIT CODES
              0 left, 64 wrong usage, 65 no recording, 69 no terminal
            """)

    @Argument(
        help: ArgumentHelp("What `atm demo --record` wrote.", valueName: "file"),
        completion: .file(extensions: ["jsonl"]))
    var file: String

    @Option(help: "How much faster than it was: 0.1 to 100.")
    var speed = 1.0

    @Option(
        help: ArgumentHelp(
            "Keep the demo's state here; there must be no demo yet.", valueName: "dir"),
        completion: .directory)
    var state: String?

    @Option(
        help: "The theme, by its name or by a path; see atm themes list.", completion: .themes)
    var theme: String?

    @Option(help: "When to use colours; auto without it.")
    var color: DisplayOptions.ColourUse?

    func validate() throws {
        guard (0.1...100).contains(speed) else {
            throw ValidationError("--speed is between 0.1 and 100")
        }
    }

    func supervise() throws -> Int32 {
        do {
            let file = URL(filePath: file).path
            let recording = try Recording(contentsOf: file)
            let options = try options(recording.head)
            try TerminalRequirement.check()
            let state = StateDirectory(given: try place())
            defer { if self.state == nil { remove(state) } }
            return try DemoSession(
                screen: options, state: state, replay: (file, speed)
            ).run()
        } catch let complaint as Complaint {
            throw complaint.said()
        }
    }

    private func options(_ head: Recording.Head) throws -> ScreenOptions {
        let recorded: RecordedOptions
        do {
            recorded = try RecordedOptions.parse(head.arguments)
        } catch {
            throw Complaint(
                "a recording sets the line, --timeout and --lang, and nothing else: \(RecordedOptions.message(for: error))",
                exitCode: 65)
        }
        var options = try ScreenOptions.parse([])
        options.line = recorded.line
        options.timeout = recorded.timeout
        options.lang = recorded.lang
        options.line.seed = head.seed
        options.theme = theme
        options.color = color
        return try options.settled()
    }

    /// A directory without a demo in it.
    private func place() throws -> String {
        guard let state else {
            let path = NSTemporaryDirectory() + "atm-replay-\(UUID().uuidString)"
            try StateDirectory(given: path).make()
            return path
        }
        let directory = StateDirectory(given: state)
        guard !FileManager.default.fileExists(atPath: directory.bank) else {
            throw Complaint(
                "\(directory.path) holds a demo already, and a replay begins with a fresh one; name another.",
                exitCode: 73)
        }
        try directory.make()
        return directory.path
    }

    private func remove(_ state: StateDirectory) {
        do {
            try FileManager.default.removeItem(atPath: state.path)
        } catch {
            FileHandle.standardError.write(
                Data("atm: \(state.path) stays behind: \(error.localizedDescription)\n".utf8))
        }
    }
}
