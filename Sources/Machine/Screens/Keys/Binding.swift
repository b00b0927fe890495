package import TextGrid

/// One row of the binding table: keys that a situation listens to, and the word for them in the line of keys.
///
/// The table of a situation feeds its key handling, its line of keys and its help page.
package struct Binding: Equatable, Sendable {
    package var group: KeyGroup
    /// `nil` keeps it out of the line of keys; the help page has it all the same.
    package var word: String?

    package init(_ group: KeyGroup, _ word: String? = nil) {
        self.group = group
        self.word = word
    }
}

extension [Binding] {
    /// What `key` asks, by the first row that has it.
    package func input(for key: Key) -> Input? {
        for binding in self {
            if let input = binding.group.input(for: key) { return input }
        }
        return nil
    }

    /// The rows that every screen has.
    ///
    /// - Parameters:
    ///   - kind: A kiosk has no way out.
    ///   - texts: The words.
    ///   - offersLanguage: Whether the other language is in the line of keys.
    /// - Returns: The rows.
    package static func everywhere(
        _ kind: App.Configuration.Kind, _ texts: Texts, offersLanguage: Bool
    ) -> [Binding] {
        let everyone = [
            Binding(.help, texts.keys.help),
            Binding(.language, offersLanguage ? texts.keys.language : nil),
            Binding(.theme, texts.keys.theme), Binding(.redraw),
        ]
        switch kind {
        case .demo: return everyone + [Binding(.suspend), Binding(.quit, texts.keys.quit)]
        case .kiosk: return everyone
        }
    }
}
