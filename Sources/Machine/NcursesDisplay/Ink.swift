import CCurses
import TextGrid

/// How many colours are to be used, whatever the terminal has.
enum ColourDepth: Hashable {
    case mono
    case eight
    case sixteen
    case palette
    case direct

    /// - Parameter colours: As terminfo says it; 0 and below are none.
    init(colours: Int) {
        switch colours {
        case ..<8: self = .mono
        case 8..<16: self = .eight
        case 16..<256: self = .sixteen
        case 256: self = .palette
        default: self = colours > 0xFFFF ? .direct : .palette
        }
    }
}

/// A style in the terms of ncurses, before the pair of its colours has a number.
struct Ink: Hashable {
    var attributes: attr_t
    /// -1 is the terminal's own colour.
    var foreground: Int32
    var background: Int32

    init(_ style: Style, depth: ColourDepth) {
        switch depth {
        case .mono:
            self.init(Ink.attributes(style.attributes), -1, -1)
        case .eight, .sixteen, .palette, .direct:
            let foreground = style.foreground.map { Ink.number($0, depth) } ?? -1
            let background = style.background.map { Ink.number($0, depth) } ?? -1
            self.init(Ink.attributes(style.attributesBesideColours), foreground, background)
            if depth == .eight { spendBold() }
        }
    }

    private init(_ attributes: attr_t, _ foreground: Int32, _ background: Int32) {
        self.attributes = attributes
        self.foreground = foreground
        self.background = background
    }

    /// Eight colours: the bright ones are the dark ones in bold.
    private mutating func spendBold() {
        if foreground >= 8 {
            foreground -= 8
            attributes |= cc_bold
        }
        if background >= 8 { background -= 8 }
    }

    private static func number(_ paint: Paint, _ depth: ColourDepth) -> Int32 {
        switch depth {
        case .mono: return -1
        case .eight, .sixteen: return Int32(paint.as16.rawValue)
        case .palette: return Int32(paint.as256)
        case .direct:
            let rgb = paint.asRGB
            let bits = Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue)
            // Direct-colour terminals read 0...7 as the palette's; the nearest true colour is above them.
            return bits < 8 ? 8 : bits
        }
    }

    private static func attributes(_ attributes: Attributes) -> attr_t {
        let all: [(Attributes, attr_t)] = [
            (.bold, cc_bold), (.dim, cc_dim), (.underline, cc_underline),
            (.reverse, cc_reverse), (.italic, cc_italic),
        ]
        return all.filter { attributes.contains($0.0) }.reduce(0) { $0 | $1.1 }
    }
}

/// The pairs of colours that ncurses has been told so far.
struct ColourPairs {
    private struct Pair: Hashable {
        var foreground: Int32
        var background: Int32
    }

    private var numbers: [Pair: Int32] = [:]

    /// The number of an ink's pair; 0, the terminal's own colours, when there are no more pairs to be had.
    mutating func number(of ink: Ink) -> Int32 {
        guard ink.foreground >= 0 || ink.background >= 0 else { return 0 }
        let pair = Pair(foreground: ink.foreground, background: ink.background)
        if let number = numbers[pair] { return number }
        let number = Int32(numbers.count + 1)
        guard number < cc_pairs(),
            init_extended_pair(number, pair.foreground, pair.background) == OK
        else { return 0 }
        numbers[pair] = number
        return number
    }
}
