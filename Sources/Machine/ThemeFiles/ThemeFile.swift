import TOMLKit
package import TextGrid

/// What one theme file says, before what it inherits is laid behind it.
package struct ThemeFile: Hashable, Sendable {
    package var name: String
    package var variant: Theme.Variant?
    /// The theme whose roles and colours stand in for those that are missing here.
    package var inherits: String?
    package var inheritsLine: Int?
    package var palette: [String: Paint]
    package var roles: [String: RoleEntry]
    package var glyphSet: GlyphSet?
    package var box: BoxStyle?
    package var warnings: [ThemeFileWarning]
    package let file: String

    /// A role's looks; colours are names of the palette, or `#rrggbb`.
    package struct RoleEntry: Hashable, Sendable {
        package var foreground: String?
        package var background: String?
        package var attributes: Attributes
        package var line: Int?
    }

    /// Reads the text of a theme file.
    ///
    /// - Throws: `ThemeFileError` for broken TOML, a value of the wrong type or out of range, and a theme without name.
    ///   A key that means nothing is a warning, never an error.
    package init(text: String, file: String) throws(ThemeFileError) {
        var reader = ThemeFileReader(text: text, file: file)
        let table = try reader.parse()
        self.file = file
        name = try reader.name(table)
        variant = try reader.choice("variant", table, in: "", Theme.Variant.self)
        inherits = try reader.string("inherits", table, in: "")
        inheritsLine = reader.line(of: "inherits")
        palette = try reader.palette(table)
        roles = try reader.roles(table)
        (glyphSet, box) = try reader.glyphs(table)
        reader.warnUnknown(
            table, known: ["name", "variant", "inherits", "palette", "roles", "glyphs"], in: "")
        warnings = reader.warnings
    }
}
