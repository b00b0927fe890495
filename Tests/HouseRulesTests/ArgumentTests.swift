import Foundation
import Testing

/// The page that argues why money moves exactly once names code and tests; it must not outlive them.
struct ArgumentTests {
    private static let page = "Sources/Wire/BankProtocol/BankProtocol.docc/ExactlyOnce.md"

    private func bullets(_ begins: [String]) throws -> [String] {
        let text = try String(
            contentsOf: SourceTree.root.appending(path: Self.page), encoding: .utf8)
        return text.components(separatedBy: "\n\n").flatMap { paragraph in
            paragraph.components(separatedBy: "\n- ").map {
                $0.hasPrefix("- ") ? String($0.dropFirst(2)) : $0
            }
        }
        .filter { bullet in begins.contains { bullet.hasPrefix($0) } }
        .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }

    /// Every second piece of a text that is cut at `quote`: what stands between two of them.
    private func quoted(_ quote: Character, in text: String) -> [String] {
        text.split(separator: quote, omittingEmptySubsequences: false).enumerated()
            .compactMap { $0.offset.isMultiple(of: 2) ? nil : String($0.element) }
    }

    @Test func `every test that the argument names is there`() throws {
        let tests = try SourceTree.swiftFiles(below: "Tests").map(\.text).joined()
        let titles = try bullets(["Test: ", "Tests: "]).flatMap { quoted("\"", in: $0) }
        #expect(titles.count > 30)
        for title in titles {
            #expect(tests.contains("`\(title)`"), "\(title)")
        }
    }

    @Test func `all code that the argument names is there`() throws {
        let files = try SourceTree.swiftFiles(below: "Sources")
        let names = try bullets(["Code: "]).flatMap { quoted("`", in: $0) }
        #expect(names.count > 20)
        for name in names {
            if name.hasSuffix(".swift") {
                #expect(files.contains { $0.path.hasSuffix("/\(name)") }, "\(name)")
                continue
            }
            let last = name.prefix { $0 != "(" }.split(separator: ".").last.map(String.init)
            let word = try Regex(
                #"\b(func|struct|class|enum|actor|case|var|let|init)\b.*\b\#(last ?? name)\b"#)
            #expect(
                try files.contains { file in
                    try file.lines.contains {
                        try $0.contains(last ?? name) && word.firstMatch(in: $0) != nil
                    }
                }, "\(name)")
        }
    }
}
