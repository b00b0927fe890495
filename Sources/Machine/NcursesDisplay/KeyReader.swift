import CCurses
import TextGrid

/// Takes typed keys out of ncurses.
enum KeyReader {
    /// Everything that has been typed, without waiting.
    static func typedKeys() -> [Key] {
        var keys: [Key] = []
        var code: wint_t = 0
        while true {
            switch wget_wch(cc_screen(), &code) {
            case OK:
                keys.append(typed(code))
            case KEY_CODE_YES:
                if let key = special(Int32(bitPattern: code)) { keys.append(key) }
            default:
                return keys
            }
        }
    }

    private static func typed(_ code: wint_t) -> Key {
        guard let scalar = Unicode.Scalar(code) else { return .unknown }
        return Key(typed: Character(scalar))
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
