package import TextGrid

extension Key {
    private static let named: [(word: String, key: Key)] = [
        ("enter", .enter), ("escape", .escape), ("backspace", .backspace), ("delete", .delete),
        ("up", .up), ("down", .down), ("left", .left), ("right", .right), ("tab", .tab),
        ("back-tab", .backTab), ("home", .home), ("end", .end), ("page-up", .pageUp),
        ("page-down", .pageDown), ("space", .text(" ")),
    ]

    /// The keys that have a name of more than one letter; `control-a` to `control-z` besides.
    static var words: [String] { named.map(\.word) }

    /// A key by its name, or by the printable ASCII character that it types.
    package init?(word: String) {
        if let named = Self.named.first(where: { $0.word == word }) {
            self = named.key
        } else if word.hasPrefix("control-"), let letter = word.dropFirst(8).onlyLetter {
            self = .control(letter)
        } else if word.count == 1, let byte = word.utf8.first, (0x21...0x7E).contains(byte) {
            self = Key(typed: Character(Unicode.Scalar(byte)))
        } else {
            return nil
        }
    }

    /// `nil` for what is no key of the keyboard: a click, or a key that the machine does not know.
    package var word: String? {
        switch self {
        case .digit(let digit): "\(digit)"
        case .letter(let letter): String(letter)
        case .text(" "): "space"
        case .text(let character): String(character)
        case .control(let letter): "control-\(letter)"
        case .enter, .escape, .backspace, .delete, .up, .down, .left, .right, .tab, .backTab,
            .home, .end, .pageUp, .pageDown:
            Self.named.first { $0.key == self }?.word
        case .click, .unknown: nil
        }
    }
}

extension Substring {
    fileprivate var onlyLetter: Character? {
        guard count == 1, let letter = first, ("a"..."z").contains(letter) else { return nil }
        return letter
    }
}
