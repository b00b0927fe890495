import Foundation
import ProgramRunner
import Testing

/// What the acceptance checks have in common.
enum Check {
    /// A demo in a terminal whose every byte is recorded; the demo is at its first screen, with its bank.
    static func demo(
        _ flags: String = "--timeout off", columns: Int = 80, rows: Int = 24,
        environment: [String: String] = [:],
        _ body: (Demo, Terminal, _ recording: String) async throws -> Void
    ) async throws {
        let demo = try Demo()
        let recording = demo.state.path + ".recording"
        try await demo.open(
            flags, columns: columns, rows: rows, environment: environment, recording: recording
        ) {
            try await $0.waitFor("insert your card")
            try await $0.waitFor("ONLINE")
            try await body(demo, $0, recording)
        }
        try demo.remove()
        try FileManager.default.removeItem(atPath: recording)
    }

    static func kiosk(_ demo: Demo, port: Int) async throws -> Terminal {
        try await Terminal.open(
            "\(BuiltPrograms.atm.shellQuoted) kiosk --state \(demo.state.path.shellQuoted)/kiosk "
                + "--terminal \("\(demo.store)/ATM00001.terminal".shellQuoted) "
                + "--bank 127.0.0.1:\(port) --plaintext --timeout off; echo exit=$?")
    }

    /// Where a trace may be written; it is in no state folder.
    static func traceFile() -> URL {
        FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pcapng")
    }

    /// Every 0200 and 0201 of a trace, from its type into its fields; the messages are ASCII, and the first bit says that a
    /// second bit map follows.
    static func withdrawalRequests(in trace: URL) throws -> [String] {
        let text = String(decoding: try Data(contentsOf: trace), as: UTF8.self)
        return text.matches(of: /020[01][89A-F][0-9A-F]{31}.{0,160}/.dotMatchesNewlines()).map {
            String($0.output)
        }
    }

    static func bytes(of recording: String) throws -> Data {
        try Data(contentsOf: URL(filePath: recording))
    }
}

extension Demo {
    func files(below folder: String) throws -> [Data] {
        let root = state.appending(path: folder).path
        guard FileManager.default.fileExists(atPath: root) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: root).compactMap {
            FileManager.default.contents(atPath: "\(root)/\($0)")
        }
    }

    /// A card of the bank's list, by its last four digits.
    func card(_ lastFour: String) async throws -> [String: Any] {
        try #require(
            try await list("card", "list").first {
                ($0["card"] as? String)?.hasSuffix(lastFour) == true
            })
    }

    func waitForAnotherMachine(than process: Int32) async throws {
        try await waitUntil("another machine process") {
            let now = try machineProcess()
            return now != nil && now != process
        }
    }

    /// The highest sequence number that the bank has had from this machine.
    func sequenceSeen() async throws -> String {
        let terminal = try #require(
            try await list("terminal", "list").first { $0["terminal"] as? String == "ATM00001" })
        return "\(try #require(terminal["seen"]))"
    }
}

extension Terminal {
    func rows() async throws -> [String] {
        try await screen().split(separator: "\n").map(String.init)
    }

    func waitForFact(_ name: String, _ value: String) async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(30)
        while try await fact(name) != value {
            guard clock.now < deadline else {
                throw NeverShown(wanted: "\(name)=\(value)", screen: try await screen())
            }
            try await clock.sleep(for: .milliseconds(20))
        }
    }

    /// Until the clock in the head shows another second.
    func waitForNextSecond() async throws {
        let now = try await screen().clocks
        try await waitFor("another second") { !$0.clocks.isEmpty && $0.clocks != now }
    }

    /// Until the hardware cursor stands on `label`.
    func waitForCursor(on label: String) async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(30)
        while true {
            let screen = try await screen()
            if screen.holds(label, at: try await fact("cursor_y"), try await fact("cursor_x")) {
                return
            }
            guard clock.now < deadline else {
                throw NeverShown(wanted: "the cursor on \(label)", screen: screen)
            }
            try await clock.sleep(for: .milliseconds(20))
        }
    }

    /// Screen, cursor and modes are those of a shell.
    func expectGivenBack() async throws {
        #expect(try await fact("alternate_on") == "0")
        #expect(try await fact("cursor_flag") == "1")
        try await type("stty -a | tr ';' '\\n' | grep -c -- '-icanon\\|-echo '")
        try await press("Enter")
        try await waitFor("a tty in its right mind") { $0.contains("\n0\n") }
    }
}

extension String {
    /// The times of day that a screen shows.
    fileprivate var clocks: [Substring] { matches(of: /\d\d:\d\d:\d\d/).map(\.output) }

    var withoutClock: String { replacing(/\d+:\d\d(:\d\d)?/, with: "") }

    /// The words between the frames: neither head nor message nor keys.
    var contentWords: [Substring] {
        split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3).dropLast(4)
            .joined(separator: "\n").wordsAlone
    }

    /// Without frames, the clock and where the words stand.
    var wordsAlone: [Substring] {
        withoutClock.split { !$0.isLetter && !$0.isNumber }
    }

    /// Whether `label` begins at that place.
    fileprivate func holds(_ label: String, at row: String, _ column: String) -> Bool {
        let rows = split(separator: "\n", omittingEmptySubsequences: false)
        guard let row = Int(row), let column = Int(column), row < rows.count else { return false }
        return rows[row].dropFirst(column).hasPrefix(label)
    }
}
