/// How to open a terminal.
package struct DisplayOptions: Hashable, Sendable {
    package enum ColourUse: String, Hashable, Sendable, CaseIterable {
        /// Colours unless `NO_COLOR` is set to something.
        case auto
        case always
        case never
    }

    package var colour: ColourUse
    /// Where what is written to standard error goes while the screen is up; `nil` leaves it where it is.
    package var errorLog: String?
    /// Whether clicks of the mouse are keys.
    package var mouse: Bool
    /// Whether a terminal with colours is asked for that of its ground; `DisplayEvent.ground` may follow.
    package var asksForGround: Bool

    package init(
        colour: ColourUse = .auto, errorLog: String? = nil, mouse: Bool = true,
        asksForGround: Bool = false
    ) {
        self.colour = colour
        self.errorLog = errorLog
        self.mouse = mouse
        self.asksForGround = asksForGround
    }
}

/// What the opened terminal can do.
package struct DisplayCapabilities: Hashable, Sendable {
    /// 0 without any (or with none wanted), else 8, 16, 256 or 16,777,216.
    package var colours: Int
    /// Whether it shows more than ASCII.
    package var isUTF8: Bool

    package init(colours: Int, isUTF8: Bool) {
        self.colours = colours
        self.isUTF8 = isUTF8
    }
}
