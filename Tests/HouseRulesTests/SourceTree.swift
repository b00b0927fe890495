import Foundation

/// The project's own files, read as text.
struct SourceTree {
    struct File {
        /// From the project's root: `Sources/Wire/ISO8583/Message.swift`.
        let path: String
        let text: String

        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

        /// The modules that the file imports.
        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place <= 2,
                    place + 1 < words.count,
                    words[..<place].allSatisfy({
                        ["package", "internal", "public", "@testable"].contains($0)
                    })
                else { return nil }
                return String(words[place + 1])
            }
        }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The Swift files below `folder`, which is named from the root.
    static func swiftFiles(below folder: String) throws -> [File] {
        let base = root.appending(path: folder)
        guard let walk = FileManager.default.enumerator(atPath: base.path) else { return [] }
        return try walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map
        {
            File(
                path: "\(folder)/\($0)",
                text: try String(contentsOf: base.appending(path: $0), encoding: .utf8))
        }
    }

    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
            .sorted()
    }
}
