internal import Spelling
internal import TOMLKit
internal import TOMLText

/// One configuration file: `name = value` lines of TOML.
struct SettingsFile: Equatable, Sendable {
    /// A value as text, whatever its type in the file, and its line.
    struct Value: Equatable, Sendable {
        let text: String
        let line: Int?
    }

    let path: String
    private(set) var values: [String: Value] = [:]
    /// Sentences about keys that mean nothing.
    private(set) var warnings: [String] = []

    /// - Parameters:
    ///   - text: What the file holds.
    ///   - path: Its name, for sentences.
    ///   - known: The settings that there are.
    /// - Throws: `SettingsError` for what is not TOML, and for a value that is neither text, number nor truth.
    init(text: String, path: String, known: [String]) throws(SettingsError) {
        self.path = path
        let table = try Self.table(text, path)
        let lines = KeyLines(text)
        // A name that is a table's has its line in the table of that name.
        let places = table.keys.map { (name: $0, line: lines.line($0) ?? lines.line("", in: $0)) }
        for (name, line) in places.sorted(by: { ($0.line ?? 0, $0.name) < ($1.line ?? 0, $1.name) })
        {
            guard known.contains(name) else {
                warnings.append(
                    "\(Self.place(path, line)): there is no setting \"\(name)\"; it is passed over."
                        + Nearest.question(name, among: known))
                continue
            }
            guard let text = Self.text(of: table[name]) else {
                throw SettingsError(
                    "\(Self.place(path, line)): \(name) takes a text in quotes, a number, true or false."
                )
            }
            values[name] = Value(text: text, line: line)
        }
    }

    static func place(_ path: String, _ line: Int?) -> String {
        line.map { "\(path), line \($0)" } ?? path
    }

    private static func table(_ text: String, _ path: String) throws(SettingsError) -> TOMLTable {
        if let flaw = BracketCheck.firstFlaw(in: text) {
            throw SettingsError("\(place(path, flaw.line)): \(flaw.problem). \(flaw.remedy).")
        }
        do {
            return try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw SettingsError(
                "\(place(path, error.source.begin.line)): \(error.description). Write name = value."
            )
        } catch {
            throw SettingsError("\(path): this is not TOML: \(error). Write name = value.")
        }
    }

    private static func text(of value: (any TOMLValueConvertible)?) -> String? {
        guard let value else { return nil }
        if let text = value.string { return text }
        if let number = value.int { return String(number) }
        return value.bool.map { $0 ? "true" : "false" }
    }
}
