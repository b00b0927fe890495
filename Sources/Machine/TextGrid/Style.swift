/// One colour of a theme, in as many forms as its author gave; the others are the nearest there are.
package struct Paint: Hashable, Sendable {
    package var rgb: RGB?
    /// 0...255.
    package var x256: UInt8?
    package var ansi: ANSIColour?

    package init(rgb: RGB? = nil, x256: UInt8? = nil, ansi: ANSIColour? = nil) {
        self.rgb = rgb
        self.x256 = x256
        self.ansi = ansi
    }

    /// In true colour; white if the paint is empty.
    package var asRGB: RGB {
        rgb ?? x256.map(XtermPalette.rgb) ?? XtermPalette.rgb((ansi ?? .white).rawValue)
    }

    /// As one of 256.
    package var as256: UInt8 {
        if let x256 { return x256 }
        if let rgb { return XtermPalette.nearest(to: rgb) }
        return (ansi ?? .white).rawValue
    }

    /// As one of sixteen.
    package var as16: ANSIColour {
        ansi ?? XtermPalette.nearestANSI(to: asRGB)
    }
}

/// What a terminal can add to a character besides its colour.
package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
    package static let italic = Attributes(rawValue: 16)

    /// The names that theme files use.
    package static let names: [(name: String, attribute: Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
        ("italic", .italic),
    ]
}

/// How one role looks. A colour that is left out is that of `text`, then the terminal's own.
package struct Style: Hashable, Sendable {
    package var foreground: Paint?
    package var background: Paint?
    package var attributes: Attributes

    package init(
        foreground: Paint? = nil, background: Paint? = nil, attributes: Attributes = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// What to switch on beside colours: `reverse` and `dim` carry meaning only where there are none, since a theme
    /// that names colours has said the same with them, and both would undo its contrast.
    package var attributesBesideColours: Attributes {
        foreground == nil && background == nil
            ? attributes : attributes.subtracting([.reverse, .dim])
    }
}
