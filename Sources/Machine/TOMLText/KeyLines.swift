/// On which line of a TOML text each key stands. TOMLKit tells places of syntax errors only.
///
/// Knows what the files here use: `[table]` headers, and one `key =` a line, quoted or not.
package struct KeyLines {
    /// By table (empty at the top) and key.
    private var lines: [String: [String: Int]] = [:]

    package init(_ text: String) {
        var table = ""
        for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let line = line.drop { $0 == " " || $0 == "\t" }
            if line.hasPrefix("[") {
                table = Self.unquoted(line.dropFirst().prefix { $0 != "]" })
                lines[table, default: [:]][""] = offset + 1
            } else if !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") {
                lines[table, default: [:]][Self.unquoted(line[..<equals])] = offset + 1
            }
        }
    }

    /// The line of a key, or of its table's header where the key is not found.
    package func line(_ key: String, in table: String = "") -> Int? {
        lines[table]?[key] ?? lines[table]?[""] ?? lines[""]?[table]
    }

    private static func unquoted(_ text: Substring) -> String {
        String(text.filter { $0 != "\"" && $0 != "'" && $0 != " " && $0 != "\t" })
    }
}
