/// How every role looks: a set of styles, with another set behind it for what the first does not say.
package struct Theme: Hashable, Sendable {
    package enum Variant: String, Hashable, Sendable, CaseIterable {
        case dark
        case light
        case mono
    }

    /// What a theme says of characters; `nil` leaves it to the terminal.
    package struct Glyphs: Hashable, Sendable {
        package var set: GlyphSet?
        package var box: BoxStyle

        package init(set: GlyphSet? = nil, box: BoxStyle = .single) {
            self.set = set
            self.box = box
        }
    }

    package let name: String
    package let variant: Variant
    package let glyphs: Glyphs
    private let styles: [Role: Style]
    private let base: Style

    /// A role takes the longest prefix of its name that the first layer holds, then asks the next one, then the built-in
    /// looks.
    ///
    /// - Parameters:
    ///   - name: What the theme is called.
    ///   - variant: What kind of ground it is made for.
    ///   - glyphs: Which characters it draws with.
    ///   - layers: Styles by dotted role name; the theme's own first, then those that it inherits.
    package init(
        name: String, variant: Variant, glyphs: Glyphs = Glyphs(), layers: [[String: Style]]
    ) {
        self.name = name
        self.variant = variant
        self.glyphs = glyphs
        base = Self.find(.text, in: layers)
        styles = Dictionary(
            uniqueKeysWithValues: Role.allCases.map { ($0, Self.find($0, in: layers)) })
    }

    /// The looks of a role on the ground of another. A background that neither names is that of `text`, then the
    /// terminal's own; so is a foreground.
    package func style(_ role: Role, on ground: Role = .text) -> Style {
        var style = styles[role, default: Style()]
        style.foreground = style.foreground ?? base.foreground
        style.background =
            style.background ?? styles[ground, default: Style()].background ?? base.background
        return style
    }

    private static func find(_ role: Role, in layers: [[String: Style]]) -> Style {
        for layer in layers {
            for name in role.names {
                if let style = layer[name] { return style }
            }
        }
        return builtInStyle(role)
    }
}

extension Theme {
    /// What is drawn when no theme file says otherwise: no colours, meaning by attributes alone.
    package static let builtIn = Theme(name: "built-in", variant: .mono, layers: [])

    private static func builtInStyle(_ role: Role) -> Style {
        switch role {
        case .text, .hint, .choice, .panel, .panelBorder, .receipt, .fascia, .wireRequest,
            .wireResponse, .chartSeries, .chartBand, .border, .barDone, .message, .statusOK,
            .header:
            Style()
        case .textDim, .headerDim, .choiceOff, .panelDim, .receiptDim, .barLeft, .fasciaDim,
            .chartTheory:
            Style(attributes: .dim)
        case .textStrong, .title, .key, .money, .statusWait, .statusError, .wireLost,
            .wireDuplicate, .verdictOK:
            Style(attributes: .bold)
        case .input:
            Style(attributes: .underline)
        case .choiceFocus:
            Style(attributes: .reverse)
        case .attention, .fasciaLit, .verdictBad:
            Style(attributes: [.bold, .reverse])
        }
    }
}
