/// A colour of the screen, 0...255 each.
package struct RGB: Hashable, Sendable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// - Parameter text: `#` and six hex digits, either case.
    package init?(hex text: String) {
        let digits = text.dropFirst()
        guard text.hasPrefix("#"), digits.utf8.count == 6,
            digits.allSatisfy({ $0.isASCII && $0.isHexDigit }), let bits = UInt32(digits, radix: 16)
        else { return nil }
        self.init(UInt8(bits >> 16), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF))
    }

    /// `#rrggbb`.
    package var hex: String {
        "#"
            + [red, green, blue].map { part in
                let digits = String(part, radix: 16)
                return digits.utf8.count == 1 ? "0" + digits : digits
            }.joined()
    }

    /// Smaller is nearer; green weighs most, as in the eye.
    func distance(to other: RGB) -> Int {
        let red = Int(red) - Int(other.red)
        let green = Int(green) - Int(other.green)
        let blue = Int(blue) - Int(other.blue)
        return 2 * red * red + 4 * green * green + 3 * blue * blue
    }
}

/// The sixteen colours that every colour terminal has, by their number.
package enum ANSIColour: UInt8, Hashable, Sendable, CaseIterable {
    case black
    case red
    case green
    case yellow
    case blue
    case magenta
    case cyan
    case white
    case brightBlack
    case brightRed
    case brightGreen
    case brightYellow
    case brightBlue
    case brightMagenta
    case brightCyan
    case brightWhite

    /// As theme files say it: `bright-cyan`.
    package var name: String {
        switch self {
        case .black: "black"
        case .red: "red"
        case .green: "green"
        case .yellow: "yellow"
        case .blue: "blue"
        case .magenta: "magenta"
        case .cyan: "cyan"
        case .white: "white"
        case .brightBlack: "bright-black"
        case .brightRed: "bright-red"
        case .brightGreen: "bright-green"
        case .brightYellow: "bright-yellow"
        case .brightBlue: "bright-blue"
        case .brightMagenta: "bright-magenta"
        case .brightCyan: "bright-cyan"
        case .brightWhite: "bright-white"
        }
    }

    package init?(name: String) {
        guard let colour = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = colour
    }
}

/// The 256 colours of a terminal and what they look like.
package enum XtermPalette {
    /// What xterm draws for an index; the first sixteen are its defaults, which a user may have changed.
    package static func rgb(_ index: UInt8) -> RGB {
        switch index {
        case 0..<16:
            return firstSixteen[Int(index)]
        case 16..<232:
            let place = Int(index) - 16
            return RGB(level(place / 36), level(place / 6 % 6), level(place % 6))
        default:
            let grey = UInt8(8 + 10 * (Int(index) - 232))
            return RGB(grey, grey, grey)
        }
    }

    /// The index of 16...255 that looks most like `colour`; the first sixteen are left out, since users change them.
    package static func nearest(to colour: RGB) -> UInt8 {
        let nearest = (UInt8(16)...255).min {
            rgb($0).distance(to: colour) < rgb($1).distance(to: colour)
        }
        return nearest ?? 16
    }

    /// The one of the sixteen that looks most like `colour`.
    package static func nearestANSI(to colour: RGB) -> ANSIColour {
        let nearest = ANSIColour.allCases.min {
            rgb($0.rawValue).distance(to: colour) < rgb($1.rawValue).distance(to: colour)
        }
        return nearest ?? .white
    }

    private static func level(_ step: Int) -> UInt8 {
        step == 0 ? 0 : UInt8(55 + 40 * step)
    }

    private static let firstSixteen: [RGB] = [
        RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
        RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
        RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
        RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
    ]
}
