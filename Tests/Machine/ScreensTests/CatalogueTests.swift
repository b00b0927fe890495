import Glibc
import Testing
import TextGrid

@testable import Screens

/// Not seen by Swift's Glibc: it is declared for X/Open programs only.
@_silgen_name("wcwidth") private func wcwidth(_ character: wchar_t) -> Int32

/// The catalogues against each other, and against the places that their texts have on the screens.
@Suite struct CatalogueTests {
    @Test func `both catalogues have the same texts, with the same words to be filled in`() {
        let english = Self.texts(of: .english)
        let bangla = Self.texts(of: .bangla)
        #expect(english.map(\.path) == bangla.map(\.path))
        #expect(english.count > 500)
        for (first, second) in zip(english, bangla) {
            #expect(
                Self.placeholders(first.text) == Self.placeholders(second.text), "\(first.path)")
            #expect(first.text.isEmpty == second.text.isEmpty, "\(first.path)")
        }
    }

    @Test func `what is not the name of a key is said in Bangla`() {
        for text in Self.texts(of: .bangla)
        where !text.path.contains("keyTable") && !text.text.isEmpty {
            let isBangla = text.text.unicodeScalars.contains {
                (0x0980...0x09FF).contains($0.value)
            }
            let isForOthers = text.path.hasSuffix(".keys.language") || !Self.hasLetters(text.text)
            #expect(isBangla != isForOthers, "\(text.path): \(text.text)")
        }
    }

    @Test func `a terminal gives every character of the catalogues as many columns as the grid`()
        throws
    {
        let classification: Int32 = 1
        let locale = try #require(newlocale(classification, "C.UTF-8", nil))
        let before = uselocale(locale)
        defer {
            uselocale(before)
            freelocale(locale)
        }
        let used = Set(
            Language.allCases.flatMap { Self.texts(of: $0) }.flatMap { $0.text.unicodeScalars })
        let block = (UInt32(0x0980)...0x09FF).compactMap { Unicode.Scalar($0) }.filter {
            $0.properties.generalCategory != .unassigned
        }
        for scalar in used.union(block) {
            let columns = wcwidth(wchar_t(bitPattern: scalar.value))
            #expect(Int32(scalar.columns) == columns, "U+\(String(scalar.value, radix: 16))")
        }
    }

    @Test(arguments: Scenes.all.map(\.name), Language.allCases)
    func `no text is longer than its place`(_ name: String, _ language: Language) throws {
        let stage = try #require(Scenes.all.first { $0.name == name }).stage.speaking(language)
        #expect(!stage.grid().isCut)
        #expect(!stage.grid(size: Size(columns: 120, rows: 33)).isCut)
        #expect(!stage.grid().lines.joined().contains("{"))
        guard stage.state.overlay == .none else { return }
        let keys = stage.grid().lines[22]
        for binding in App.bindings(stage.state) {
            guard let word = binding.word, !Self.mayGiveWay.contains(binding.group) else {
                continue
            }
            #expect(keys.contains(word), "\(word) in \(keys)")
        }
    }

    /// Words that the line of keys drops first; the help page has them all.
    private static let mayGiveWay: Set<KeyGroup> = [.theme, .language, .quit]

    /// Beside what is filled in.
    private static func hasLetters(_ text: String) -> Bool {
        text.replacing(/\{[a-z]+\}/, with: "").contains(where: \.isLetter)
    }

    // MARK: The texts

    struct Text {
        var path: String
        var text: String
    }

    static func texts(of language: Language) -> [Text] {
        texts(in: language.texts, "")
            + KeyGroup.allCases.flatMap {
                texts(in: language.texts.keyNames($0), ".keyTable.\($0)")
            }
    }

    private static func texts(in value: Any, _ path: String) -> [Text] {
        if let text = value as? String { return [Text(path: path, text: text)] }
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle != .dictionary else { return [] }
        return mirror.children.enumerated().flatMap { place, child in
            texts(in: child.value, "\(path).\(child.label ?? String(place))")
        }
    }

    private static func placeholders(_ text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map {
            String($0.prefix { $0 != "}" })
        }.sorted()
    }
}
