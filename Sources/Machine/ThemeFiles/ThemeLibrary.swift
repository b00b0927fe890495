import Foundation
import Spelling
package import TextGrid

/// Finds themes by name or path, and puts together what they inherit.
package struct ThemeLibrary: Sendable {
    /// A theme ready to draw with, and what its files said that means nothing.
    package struct Found: Hashable, Sendable {
        package let theme: Theme
        package let warnings: [ThemeFileWarning]
    }

    /// Where users keep their own; the first that has a file wins, and all shadow the bundled ones.
    private let folders: [String]

    package init(folders: [String] = []) {
        self.folders = folders
    }

    /// The places of the XDG base directory specification: `atm/themes` in each.
    package init(environment: [String: String]) {
        let home = environment["HOME"] ?? "/"
        let config = Self.path(environment["XDG_CONFIG_HOME"], or: home + "/.config")
        let data = Self.path(environment["XDG_DATA_HOME"], or: home + "/.local/share")
        let system = Self.path(environment["XDG_DATA_DIRS"], or: "/usr/local/share:/usr/share")
        let places = [config, data] + system.split(separator: ":").map(String.init)
        self.init(folders: places.map { $0 + "/atm/themes" })
    }

    /// Names for the key T: the bundled ones, then the user's own, by the alphabet.
    package var names: [String] {
        let own = folders.flatMap { folder in
            // Most of these folders are not there, and an enumerator of one that is not says nothing.
            (FileManager.default.enumerator(atPath: folder)?.allObjects ?? [])
                .compactMap { $0 as? String }
                .filter { $0.hasSuffix(".toml") && !$0.contains("/") }
                .map { String($0.dropLast(5)) }
        }
        return BundledThemes.names + Set(own).subtracting(BundledThemes.names).sorted()
    }

    /// The name after `name`, round and round; the first if `name` is none of them.
    package func name(after name: String) -> String {
        let names = names
        guard let place = names.firstIndex(of: name) else { return names[0] }
        return names[(place + 1) % names.count]
    }

    /// - Parameter name: A theme's name, or a path (with a slash) of a file.
    /// - Returns: The theme with all that it inherits, and the warnings of its files.
    /// - Throws: `ThemeFileError` if there is no such theme, one of its files cannot be used, or it inherits itself.
    package func theme(_ name: String) throws(ThemeFileError) -> Found {
        let files = try chain(from: name)
        let palette = files.reversed().reduce(into: [String: Paint]()) { palette, file in
            palette.merge(file.palette) { $1 }
        }
        var layers: [[String: Style]] = []
        for file in files { layers.append(try Self.styles(file, palette)) }
        let theme = Theme(
            name: files[0].name, variant: files.lazy.compactMap(\.variant).first ?? .dark,
            glyphs: Theme.Glyphs(
                set: files.lazy.compactMap(\.glyphSet).first,
                box: files.lazy.compactMap(\.box).first ?? .single),
            layers: layers)
        return Found(theme: theme, warnings: files.flatMap(\.warnings))
    }

    /// The file and all that it inherits, nearest first.
    private func chain(from name: String) throws(ThemeFileError) -> [ThemeFile] {
        var files = [try file(named: name, wantedBy: nil)]
        while let parent = files[files.count - 1].inherits {
            let child = files[files.count - 1]
            guard !files.contains(where: { $0.name == parent }) else {
                throw ThemeFileError(
                    file: child.file, line: child.inheritsLine,
                    problem: "the theme \"\(child.name)\" inherits itself by way of \"\(parent)\"",
                    remedy: "Take out one of the inherits lines")
            }
            files.append(try file(named: parent, wantedBy: child))
        }
        return files
    }

    private func file(named name: String, wantedBy child: ThemeFile?) throws(ThemeFileError)
        -> ThemeFile
    {
        if name.contains("/") { return try read(name) }
        for folder in folders {
            let path = "\(folder)/\(name).toml"
            if FileManager.default.fileExists(atPath: path) { return try read(path) }
        }
        guard let text = BundledThemes.text(of: name) else {
            throw ThemeFileError(
                file: child?.file ?? name, line: child?.inheritsLine,
                problem: "there is no theme \"\(name)\"",
                question: Nearest.question(name, among: names),
                remedy:
                    "Choose one of \(names.joined(separator: ", ")), or give a path with a slash"
            )
        }
        return try ThemeFile(text: text, file: name + ".toml")
    }

    private func read(_ path: String) throws(ThemeFileError) -> ThemeFile {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw ThemeFileError(
                file: path, line: nil,
                problem: "the file cannot be read (\(error.localizedDescription))",
                remedy: "Check that it is there and is text in UTF-8")
        }
        return try ThemeFile(text: text, file: path)
    }

    private static func styles(_ file: ThemeFile, _ palette: [String: Paint])
        throws(ThemeFileError) -> [String: Style]
    {
        var styles: [String: Style] = [:]
        for (name, entry) in file.roles {
            styles[name] = Style(
                foreground: try paint(entry.foreground, entry, file, palette),
                background: try paint(entry.background, entry, file, palette),
                attributes: entry.attributes)
        }
        return styles
    }

    private static func paint(
        _ name: String?, _ entry: ThemeFile.RoleEntry, _ file: ThemeFile,
        _ palette: [String: Paint]
    ) throws(ThemeFileError) -> Paint? {
        guard let name else { return nil }
        if let paint = palette[name] { return paint }
        if let rgb = RGB(hex: name) { return Paint(rgb: rgb) }
        let names = palette.keys.sorted()
        throw ThemeFileError(
            file: file.file, line: entry.line,
            problem: "there is no colour \"\(name)\" in the palette",
            question: Nearest.question(name, among: names),
            remedy: "Use one of \(names.joined(separator: ", ")), or #rrggbb")
    }

    /// An XDG variable that is not an absolute path counts as unset, by the specification.
    private static func path(_ value: String?, or fallback: String) -> String {
        guard let value, value.hasPrefix("/") else { return fallback }
        return value
    }
}
