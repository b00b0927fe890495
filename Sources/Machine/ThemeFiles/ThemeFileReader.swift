import Spelling
import TOMLKit
import TOMLText
import TextGrid

/// Takes a theme's values out of a TOML table, and knows the line of what it complains of.
struct ThemeFileReader {
    let text: String
    let file: String
    private let lines: KeyLines
    private(set) var warnings: [ThemeFileWarning] = []

    init(text: String, file: String) {
        self.text = text
        self.file = file
        lines = KeyLines(text)
    }

    func parse() throws(ThemeFileError) -> TOMLTable {
        if let flaw = BracketCheck.firstFlaw(in: text) {
            throw ThemeFileError(
                file: file, line: flaw.line, problem: flaw.problem, remedy: flaw.remedy)
        }
        do {
            return try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw ThemeFileError(
                file: file, line: error.source.begin.line, problem: error.description,
                remedy: "Correct the line; themes are TOML")
        } catch {
            throw ThemeFileError(
                file: file, line: nil, problem: "this is not TOML: \(error)",
                remedy: "Compare it with a theme that came with the machine")
        }
    }

    func line(of key: String) -> Int? { lines.line(key) }

    func name(_ table: TOMLTable) throws(ThemeFileError) -> String {
        guard let name = try string("name", table, in: ""), !name.isEmpty else {
            throw ThemeFileError(
                file: file, line: lines.line("name"), problem: "the theme has no name",
                remedy: "Add a line like name = \"mine\" at the top")
        }
        return name
    }

    // MARK: Palette, roles, glyphs

    mutating func palette(_ table: TOMLTable) throws(ThemeFileError) -> [String: Paint] {
        guard let entries = try self.table("palette", table, in: "") else { return [:] }
        var palette: [String: Paint] = [:]
        for name in entries.keys {
            guard let entry = entries[name]?.table else {
                throw wrongType(
                    name, in: "palette", "a table like { rgb = \"#e6eaf2\", x256 = 255 }")
            }
            palette[name] = try paint(entry, name)
        }
        return palette
    }

    private mutating func paint(_ entry: TOMLTable, _ name: String) throws(ThemeFileError) -> Paint
    {
        warnUnknown(entry, known: ["rgb", "x256", "ansi"], in: "palette", under: name)
        var paint = Paint()
        if let value = entry["rgb"] {
            guard let rgb = value.string.flatMap(RGB.init(hex:)) else {
                throw wrongType(name, in: "palette", "rgb as \"#rrggbb\"")
            }
            paint.rgb = rgb
        }
        if let value = entry["x256"] {
            guard let index = value.int.flatMap(UInt8.init(exactly:)) else {
                throw wrongType(name, in: "palette", "x256 as a number from 0 to 255")
            }
            paint.x256 = index
        }
        if let value = entry["ansi"] {
            guard let colour = value.string.flatMap(ANSIColour.init(name:)) else {
                throw notAmong(
                    ANSIColour.allCases.map(\.name), value, name, in: "palette", "ansi as one of ")
            }
            paint.ansi = colour
        }
        guard paint != Paint() else {
            throw wrongType(name, in: "palette", "at least one of rgb, x256 and ansi")
        }
        return paint
    }

    mutating func roles(_ table: TOMLTable) throws(ThemeFileError) -> [String: ThemeFile.RoleEntry]
    {
        guard let entries = try self.table("roles", table, in: "") else { return [:] }
        let known = Role.allCases.flatMap(\.names)
        var roles: [String: ThemeFile.RoleEntry] = [:]
        for name in entries.keys {
            guard let entry = entries[name]?.table else {
                throw wrongType(name, in: "roles", "a table like { fg = \"ink\" }")
            }
            guard known.contains(name) else {
                warn(
                    name, in: "roles", "nothing on the screens has the role \"\(name)\"",
                    Nearest.question(name, among: known))
                continue
            }
            roles[name] = try role(entry, name)
        }
        return roles
    }

    private mutating func role(_ entry: TOMLTable, _ name: String) throws(ThemeFileError)
        -> ThemeFile.RoleEntry
    {
        warnUnknown(entry, known: ["fg", "bg", "attrs"], in: "roles", under: name)
        return ThemeFile.RoleEntry(
            foreground: try colourName("fg", entry, of: name),
            background: try colourName("bg", entry, of: name),
            attributes: try attributes(entry, of: name), line: lines.line(name, in: "roles"))
    }

    private func colourName(
        _ key: String, _ entry: TOMLTable, of role: String
    ) throws(ThemeFileError) -> String? {
        guard let value = entry[key] else { return nil }
        guard let name = value.string else {
            throw wrongType(role, in: "roles", "\(key) as the name of a colour of the palette")
        }
        return name
    }

    private func attributes(_ entry: TOMLTable, of role: String) throws(ThemeFileError)
        -> Attributes
    {
        guard let value = entry["attrs"] else { return [] }
        let names = Attributes.names.map(\.name)
        let wanted = "attrs as a list of "
        guard let array = value.array else {
            throw wrongType(role, in: "roles", wanted + names.joined(separator: ", "))
        }
        var attributes: Attributes = []
        for index in 0..<array.count {
            let name = array[index].string
            guard let known = Attributes.names.first(where: { $0.name == name }) else {
                throw notAmong(names, array[index], role, in: "roles", wanted)
            }
            attributes.insert(known.attribute)
        }
        return attributes
    }

    mutating func glyphs(_ table: TOMLTable) throws(ThemeFileError) -> (GlyphSet?, BoxStyle?) {
        guard let entries = try self.table("glyphs", table, in: "") else { return (nil, nil) }
        warnUnknown(entries, known: ["set", "box"], in: "glyphs")
        let isAuto = entries["set"]?.string == "auto"
        let set = isAuto ? nil : try choice("set", entries, in: "glyphs", GlyphSet.self)
        return (set, try choice("box", entries, in: "glyphs", BoxStyle.self))
    }

    // MARK: Values

    func string(_ key: String, _ table: TOMLTable, in path: String) throws(ThemeFileError)
        -> String?
    {
        guard let value = table[key] else { return nil }
        guard let text = value.string else { throw wrongType(key, in: path, "a text in quotes") }
        return text
    }

    func choice<Value: RawRepresentable & CaseIterable>(
        _ key: String, _ table: TOMLTable, in path: String, _: Value.Type
    ) throws(ThemeFileError) -> Value? where Value.RawValue == String {
        guard let text = try string(key, table, in: path) else { return nil }
        guard let value = Value(rawValue: text) else {
            throw notAmong(
                Value.allCases.map(\.rawValue), table[key], key, in: path, "one of ")
        }
        return value
    }

    private func table(_ key: String, _ table: TOMLTable, in path: String) throws(ThemeFileError)
        -> TOMLTable?
    {
        guard let value = table[key] else { return nil }
        guard let inner = value.table else { throw wrongType(key, in: path, "a table") }
        return inner
    }

    private func wrongType(
        _ key: String, in path: String, _ wanted: String, _ question: String = ""
    ) -> ThemeFileError {
        ThemeFileError(
            file: file, line: lines.line(key, in: path),
            problem: "\"\(key)\" has a value that cannot be used", question: question,
            remedy: "Give it \(wanted)")
    }

    /// A value that is none of `names`, with the one that was probably meant.
    private func notAmong(
        _ names: [String], _ value: (any TOMLValueConvertible)?, _ key: String, in path: String,
        _ wanted: String
    ) -> ThemeFileError {
        wrongType(
            key, in: path, wanted + names.joined(separator: ", "),
            value?.string.map { Nearest.question($0, among: names) } ?? "")
    }

    // MARK: Warnings

    /// `name` is the key that holds `table`, where that is an inline table on one line.
    mutating func warnUnknown(
        _ table: TOMLTable, known: [String], in path: String, under name: String? = nil
    ) {
        for key in table.keys where !known.contains(key) {
            warn(
                name ?? key, in: path, "unknown key \"\(key)\" is passed over",
                Nearest.question(key, among: known))
        }
    }

    private mutating func warn(
        _ key: String, in path: String, _ problem: String, _ question: String
    ) {
        warnings.append(
            ThemeFileWarning(
                file: file, line: lines.line(key, in: path), problem: problem, question: question))
    }
}
