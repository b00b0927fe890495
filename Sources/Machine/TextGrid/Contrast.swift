/// How well two colours can be told apart, by the formula of WCAG 2.1: 1 (the same) to 21 (black on white).
package enum Contrast {
    package static func ratio(_ one: RGB, _ other: RGB) -> Double {
        let lighter = max(luminance(one), luminance(other))
        let darker = min(luminance(one), luminance(other))
        return (lighter + 0.05) / (darker + 0.05)
    }

    /// Relative luminance, 0...1.
    private static func luminance(_ colour: RGB) -> Double {
        0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
    }

    /// The table of the sRGB curve needs a power function, which the standard library has not; a sixth root and
    /// Newton's steps make ((c + 0.055) / 1.055) ^ 2.4 of squares and roots alone: x^2.4 = x^2 · (x^2)^(1/5).
    private static func linear(_ part: UInt8) -> Double {
        let value = Double(part) / 255
        guard value > 0.04045 else { return value / 12.92 }
        let base = (value + 0.055) / 1.055
        return base * base * fifthRoot(base * base)
    }

    private static func fifthRoot(_ value: Double) -> Double {
        var root = 1.0
        for _ in 0..<60 {
            let fourth = root * root * root * root
            root -= (fourth * root - value) / (5 * fourth)
        }
        return root
    }
}

extension Theme {
    /// A role whose words or lines are too pale to be read, in true colour or in the form of 256 colours.
    package struct PaleRole: Hashable, Sendable {
        package var role: Role
        package var ground: Role
        package var ratio: Double
        package var wanted: Double
        package var isIn256: Bool

        /// `text.dim on panel: 3.9:1, at least 4.5:1 is wanted (in 256 colours)`.
        package var sentence: String {
            let digits = String(Int(ratio * 10))
            let whole = digits.count > 1 ? String(digits.dropLast()) : "0"
            return
                "\(role.rawValue) on \(ground.rawValue): \(whole).\(digits.suffix(1)):1, at least \(wanted):1 is wanted"
                + (isIn256 ? " (in 256 colours)" : "")
        }
    }

    /// Every role below 4.5:1 (words) or 3:1 (lines) on the ground of the text or of a panel; empty for a theme without
    /// colours.
    package var paleRoles: [PaleRole] {
        Role.allCases.flatMap { role in
            [Role.text, .panel].flatMap { paleForms(of: role, on: $0) }
        }
    }

    private func paleForms(of role: Role, on ground: Role) -> [PaleRole] {
        let style = style(role, on: ground)
        guard let foreground = style.foreground, let background = style.background else {
            return []
        }
        let wanted = role.isBorder ? 3.0 : 4.5
        let inRGB = Contrast.ratio(foreground.asRGB, background.asRGB)
        let in256 = Contrast.ratio(
            XtermPalette.rgb(foreground.as256), XtermPalette.rgb(background.as256))
        return [(inRGB, false), (in256, true)]
            .filter { $0.0 < wanted }
            .map {
                PaleRole(role: role, ground: ground, ratio: $0.0, wanted: wanted, isIn256: $0.1)
            }
    }
}
