import Foundation
import ProgramRunner
import Testing

/// A real terminal, held by a private tmux server: what a person at the keyboard has, for a test.
///
/// It waits for what the screen shows, never for time: each wait polls the screen and is bounded.
final class Terminal: Sendable {
    struct NeverShown: Error, CustomStringConvertible {
        let wanted: String
        let screen: String
        var description: String { "the screen never showed “\(wanted)”; it shows\n\(screen)" }
    }

    private static let patience: Duration = .seconds(30)
    private let socket = "atm-test-\(UUID().uuidString.prefix(8))"

    /// Opens a terminal that runs `command` in a shell, which stays when the command ends. Every byte that the terminal
    /// gets goes to the file `recording` too.
    static func open(
        columns: Int = 80, rows: Int = 24, environment: [String: String] = [:],
        recording: String? = nil, _ command: String
    ) async throws -> Terminal {
        let terminal = Terminal()
        let variables = environment.merging(["PS1": "$ ", "SWIFT_BACKTRACE": "enable=no"]) {
            given, _ in given
        }
        let assignments = variables.map { "\($0.key)=\($0.value.shellQuoted)" }.joined(
            separator: " ")
        try await terminal.tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
            "env \(assignments) bash --norc --noprofile")
        try await terminal.tmux("set-option", "-g", "history-limit", "5000")
        try await terminal.waitFor("$")
        if let recording {
            try await terminal.tmux("pipe-pane", "-O", "exec cat > \(recording.shellQuoted)")
        }
        try await terminal.type(command)
        try await terminal.press("Enter")
        return terminal
    }

    /// Closes the terminal: whatever runs in it is hung up on.
    func close() async throws {
        try await tmux("kill-server")
    }

    /// Presses keys by tmux's names for them: `Enter`, `Escape`, `C-q`, `a`.
    func press(_ keys: String...) async throws {
        try await tmux(["send-keys"] + keys)
    }

    /// Types `text` as it is.
    func type(_ text: String) async throws {
        try await tmux("send-keys", "-l", text)
    }

    func resize(columns: Int, rows: Int) async throws {
        try await tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// The text that the terminal shows.
    func screen() async throws -> String {
        try await tmux("capture-pane", "-p")
    }

    /// The text that the terminal shows and all that has scrolled away.
    func scrollback() async throws -> String {
        try await tmux("capture-pane", "-p", "-S", "-")
    }

    /// One of tmux's own facts: `alternate_on`, `cursor_flag`, `window_bell_flag`.
    func fact(_ name: String) async throws -> String {
        try await tmux("display-message", "-p", "#{\(name)}").trimmingCharacters(
            in: .whitespacesAndNewlines)
    }

    /// Waits for all of `texts` on one screen. A look may come in the middle of a frame: what is sure to be there after
    /// the first of them is waited for too, not expected of that look.
    ///
    /// - Returns: The first screen that showed them all.
    @discardableResult
    func waitFor(_ texts: String...) async throws -> String {
        try await waitFor(all: texts)
    }

    @discardableResult
    func waitFor(all texts: [String]) async throws -> String {
        try await waitFor(texts.joined(separator: "” with “")) { screen in
            texts.allSatisfy(screen.contains)
        }
    }

    /// - Returns: The first screen that satisfies `condition`.
    @discardableResult
    func waitFor(_ wanted: String, _ condition: (String) -> Bool) async throws -> String {
        let clock = ContinuousClock()
        let deadline = clock.now + Self.patience
        while true {
            let screen = try await screen()
            if condition(screen) { return screen }
            guard clock.now < deadline else { throw NeverShown(wanted: wanted, screen: screen) }
            try await clock.sleep(for: .milliseconds(20))
        }
    }

    /// Waits until the bell has rung, as it does for a key that means nothing.
    func waitForBell() async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + Self.patience
        while try await fact("window_bell_flag") != "1" {
            guard clock.now < deadline else {
                throw NeverShown(wanted: "(the bell)", screen: try await screen())
            }
            try await clock.sleep(for: .milliseconds(20))
        }
    }

    /// Has the bell be heard again: tmux takes it back when a window is looked at that was not.
    func forgetBell() async throws {
        try await tmux("new-window", "-d", "cat")
        try await tmux("select-window", "-t", ":+")
        try await tmux("select-window", "-t", ":-")
        try await tmux("kill-window", "-t", ":+")
    }

    @discardableResult
    private func tmux(_ arguments: String...) async throws -> String {
        try await tmux(arguments)
    }

    @discardableResult
    private func tmux(_ arguments: [String]) async throws -> String {
        try await FinishedProgram.run("/usr/bin/tmux", ["-L", socket] + arguments).succeeded()
    }
}

extension String {
    var shellQuoted: String { "'" + replacingOccurrences(of: "'", with: #"'\''"#) + "'" }
}
