import CCurses
import Glibc

/// Asks a terminal for the colour of its ground (OSC 11), and takes its answer out of what is typed.
///
/// Nobody waits for it: a terminal that does not know the question says nothing, and over a slow line the answer comes
/// when somebody has begun to type. ncurses is told of its first characters as of a key, so that none of it is one.
struct GroundQuestion {
    /// What a typed character was.
    enum Piece: Equatable {
        /// No part of an answer: a key.
        case key
        case part
        case whole(TerminalGround?)
    }

    private enum State {
        case idle
        case reading(String)
        /// After ESC, which with a backslash ends it.
        case ending(String)
    }

    /// Beyond all that ncurses has.
    static let keyCode: Int32 = 0x258
    /// No answer is longer.
    private static let longest = 40
    private var state = State.idle

    /// Kinds of terminals that answer, or pass over what they do not know.
    static func isKnown(to kind: String) -> Bool {
        [
            "xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "kitty", "ghostty", "wezterm",
            "vte", "konsole",
        ]
        .contains { kind.hasPrefix($0) }
    }

    static func ask(_ output: Int32) {
        define_key("\u{1B}]11;", keyCode)
        let question = Array("\u{1B}]11;?\u{1B}\\".utf8)
        // A terminal that takes none of it is not asked.
        _ = write(output, question, question.count)
    }

    /// The first characters of an answer came.
    mutating func begin() {
        state = .reading("")
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Piece {
        switch (state, scalar) {
        case (.idle, _):
            return .key
        case (.reading(let text), "\u{7}"), (.ending(let text), "\\"):
            state = .idle
            return .whole(TerminalGround(answer: text))
        case (.reading(let text), "\u{1B}"):
            state = .ending(text)
            return .part
        case (.reading(let text), "/"..."z") where text.count < Self.longest:
            state = .reading(text + String(scalar))
            return .part
        case (.reading, _), (.ending, _):
            state = .idle
            return .key
        }
    }
}
