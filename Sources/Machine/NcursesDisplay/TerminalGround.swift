package import TextGrid

/// Whether a terminal's own ground is dark or light, as far as it tells: which theme suits it.
package enum TerminalGround: Hashable, Sendable {
    case dark
    case light

    package init(_ colour: RGB) {
        let onBlack = Contrast.ratio(colour, RGB(0, 0, 0))
        let onWhite = Contrast.ratio(colour, RGB(255, 255, 255))
        self = onBlack > onWhite ? .light : .dark
    }

    /// - Parameter text: What some terminals put into `COLORFGBG`: numbers of the 16 colours, the last the ground's;
    ///   `15;0`, `0;default;15`.
    package init?(colourPair text: String) {
        guard let last = text.split(separator: ";").last, let number = Int(last) else {
            return nil
        }
        switch number {
        case 0...6, 8: self = .dark
        case 7, 9...15: self = .light
        default: return nil
        }
    }

    /// - Parameter text: What a terminal answers to OSC 11, without its ends: `rgb:1010/1414/1f1f`, one to four
    ///   hexadecimal digits a part.
    package init?(answer text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, ["rgb", "rgba"].contains(parts[0]) else { return nil }
        let shares = parts[1].split(separator: "/").compactMap(Self.part)
        guard shares.count >= 3 else { return nil }
        self.init(RGB(shares[0], shares[1], shares[2]))
    }

    private static func part(_ digits: Substring) -> UInt8? {
        guard (1...4).contains(digits.count), let number = Int(digits, radix: 16), number >= 0
        else { return nil }
        let most = (1 << (4 * digits.count)) - 1
        return UInt8(number * 255 / most)
    }
}
