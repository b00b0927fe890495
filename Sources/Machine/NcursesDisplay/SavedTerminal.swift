import CCurses
internal import Glibc

/// A terminal's modes as a supervisor found them, to be put back when the process that drew on it has been killed and
/// could not do so itself.
package struct SavedTerminal {
    private let modes: termios

    /// - Returns: `nil` when standard input is no terminal.
    package init?() {
        var modes = termios()
        guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return nil }
        self.modes = modes
    }

    /// Puts back the modes alone: nothing was drawn.
    package func restoreModes() {
        var modes = modes
        tcsetattr(STDIN_FILENO, TCSANOW, &modes)
    }

    /// Puts back the modes, and the screen as far as this terminal's description says how.
    package func restore() {
        restoreModes()
        var status: Int32 = 0
        guard setupterm(nil, STDOUT_FILENO, &status) == OK else { return }
        let farewell = TerminalFarewell.bytes(mouse: true)
        _ = farewell.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}
