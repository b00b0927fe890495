/// One key, or one click, as the display hears it.
package enum Key: Hashable, Sendable {
    /// 0...9.
    case digit(Int)
    /// a...z; upper and lower case are the same key.
    case letter(Character)
    /// Any other printable character.
    case text(Character)
    case enter
    case escape
    case backspace
    case delete
    case up
    case down
    case left
    case right
    case tab
    case backTab
    case home
    case end
    case pageUp
    case pageDown
    /// Control held with a...z.
    case control(Character)
    /// The first mouse button, over this cell.
    case click(Position)
    /// A key that the machine has no use for, or bytes that make none.
    case unknown
}

extension Key {
    /// The key that types this character.
    ///
    /// - Parameter character: As the terminal sent it: control characters 1...26 are Control with a letter, except those
    ///   that are Tab, Enter and Backspace.
    package init(typed character: Character) {
        guard let scalar = character.unicodeScalars.first else {
            self = .unknown
            return
        }
        switch scalar.value {
        case 0x08, 0x7F: self = .backspace
        case 0x09: self = .tab
        case 0x0A, 0x0D: self = .enter
        case 0x1B: self = .escape
        case 0x01...0x1A:
            self = .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x60)))
        case 0x00...0x1F: self = .unknown
        case 0x30...0x39: self = .digit(Int(scalar.value) - 0x30)
        case 0x41...0x5A: self = .letter(Character(Unicode.Scalar(UInt8(scalar.value) + 0x20)))
        case 0x61...0x7A: self = .letter(character)
        default: self = .text(character)
        }
    }
}
