import CCurses
import TextGrid

/// Takes what is typed out of ncurses: keys, and between them what the terminal answers.
struct KeyReader {
    private var question = GroundQuestion()

    /// What terminals send for keys beside what terminfo says of the kind that `TERM` names, which is often no more than a
    /// near relative. Unknown, they would be an Esc, which gives a customer's card back.
    private static let kin: [(sequences: [String], code: Int32)] = [
        (["[A", "OA"], KEY_UP), (["[B", "OB"], KEY_DOWN), (["[C", "OC"], KEY_RIGHT),
        (["[D", "OD"], KEY_LEFT), (["[H", "OH", "[1~", "[7~"], KEY_HOME),
        (["[F", "OF", "[4~", "[8~"], KEY_END), (["[3~"], KEY_DC), (["[5~"], KEY_PPAGE),
        (["[6~"], KEY_NPAGE), (["[Z"], KEY_BTAB),
    ]

    /// Tells ncurses of them, but for what it knows by a meaning of its own.
    static func listenToKin() {
        for (sequences, code) in kin {
            for sequence in sequences.map({ "\u{1B}" + $0 }) where key_defined(sequence) == 0 {
                define_key(sequence, code)
            }
        }
    }

    /// Everything that has been typed, without waiting.
    mutating func typed() -> [DisplayEvent] {
        var events: [DisplayEvent] = []
        var code: wint_t = 0
        while true {
            switch wget_wch(cc_screen(), &code) {
            case OK:
                if let event = typed(code) { events.append(event) }
            case KEY_CODE_YES where Int32(bitPattern: code) == GroundQuestion.keyCode:
                question.begin()
            case KEY_CODE_YES:
                if let key = Self.special(Int32(bitPattern: code)) { events.append(.key(key)) }
            default:
                return events
            }
        }
    }

    private mutating func typed(_ code: wint_t) -> DisplayEvent? {
        guard let scalar = Unicode.Scalar(code) else { return .key(.unknown) }
        switch question.take(scalar) {
        case .key: return .key(Key(typed: Character(scalar)))
        case .part: return nil
        case .whole(let ground): return ground.map(DisplayEvent.ground)
        }
    }

    /// `nil` for what is no key: a resize, which the signal tells of, and releases of mouse buttons.
    private static func special(_ code: Int32) -> Key? {
        switch code {
        case KEY_RESIZE: nil
        case KEY_MOUSE: click()
        case KEY_ENTER: .enter
        case KEY_BACKSPACE: .backspace
        case KEY_DC: .delete
        case KEY_UP: .up
        case KEY_DOWN: .down
        case KEY_LEFT: .left
        case KEY_RIGHT: .right
        case KEY_BTAB: .backTab
        case KEY_HOME: .home
        case KEY_END: .end
        case KEY_PPAGE: .pageUp
        case KEY_NPAGE: .pageDown
        default: .unknown
        }
    }

    private static func click() -> Key? {
        var event = MEVENT()
        guard getmouse(&event) == OK, event.bstate & cc_left_button != 0 else { return nil }
        return .click(Position(row: Int(event.y), column: Int(event.x)))
    }
}
