import CCurses
internal import Glibc

/// The modes of a terminal whose lines are read: as they were found, and as they are wanted.
///
/// Control-C and Control-Q end a line instead of the program, so that the screens' own rules say what comes of them.
struct TypingModes {
    private let descriptor: Int32
    private let found: termios
    private var wanted: termios

    /// - Returns: `nil` when `descriptor` is no terminal.
    init?(_ descriptor: Int32, mayBeLeft: Bool) {
        var modes = termios()
        guard tcgetattr(descriptor, &modes) == 0 else { return nil }
        self.descriptor = descriptor
        found = modes
        modes.c_lflag |= tcflag_t(ICANON | ISIG | ECHO | ECHONL)
        modes.c_iflag &= ~tcflag_t(IXON)
        modes.c_iflag |= tcflag_t(ICRNL)
        let none: UInt8 = 0
        withUnsafeMutableBytes(of: &modes.c_cc) { characters in
            characters[Int(VINTR)] = none
            characters[Int(VQUIT)] = none
            characters[Int(VEOL)] = LineReader.controlC
            characters[Int(VEOL2)] = LineReader.controlQ
            guard !mayBeLeft else { return }
            characters[Int(VSUSP)] = none
            characters[Int(VEOF)] = none
        }
        wanted = modes
    }

    /// Sets them; again after the terminal was another's for a while.
    func apply() {
        var modes = wanted
        tcsetattr(descriptor, TCSANOW, &modes)
    }

    mutating func show(_ isSeen: Bool) {
        let isShown = wanted.c_lflag & tcflag_t(ECHO) != 0
        guard isSeen != isShown else { return }
        wanted.c_lflag ^= tcflag_t(ECHO)
        var modes = wanted
        tcsetattr(descriptor, isSeen ? TCSADRAIN : TCSAFLUSH, &modes)
    }

    func restore() {
        var modes = found
        tcsetattr(descriptor, TCSADRAIN, &modes)
    }
}
