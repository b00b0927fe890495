internal import TextGrid

/// What is written down of keys at a field that is long enough for a whole card's number, which somebody may type anywhere.
///
/// The first digits of a number are written as they come. From the ninth on nothing is written of what is typed, until Enter
/// tells what the field is to mean: then all of it is, as it stands, but for a card's number.
struct FieldNotes: Hashable, Sendable {
    /// A field, and what stands in it before the key.
    enum Field: Hashable, Sendable {
        /// Any text, for the bank's text services.
        case text(String)
        /// Another's account number. When it is full it takes no more digits.
        case account(String, isFull: Bool)
    }

    private enum Standing: Hashable, Sendable {
        /// Every key in it has been written.
        case written
        /// Its first digits have been, and nothing after them.
        case heldBack
        /// More was typed than it takes: that is no account's number.
        case overfull
    }

    /// So many name a card's issuer, and no card.
    private static let openDigits = 8

    private var standing = Standing.written

    /// No such field is on the screen.
    mutating func leave() {
        standing = .written
    }

    /// - Returns: The keys to be written down in place of this one.
    mutating func keys(for key: Key, in field: Field) -> [Key] {
        switch key {
        case .digit:
            return digit(key, field)
        case .letter, .text:
            guard field.takes(key), standing != .written else { return [key] }
            return []
        case .backspace:
            return backspace(field)
        case .delete, .control("u"), .escape:
            standing = .written
            return [key]
        case .enter:
            return standing == .written ? [key] : [.delete] + meaning(of: field) + [key]
        case .up, .down, .left, .right, .tab, .backTab, .home, .end, .pageUp, .pageDown, .control,
            .click, .unknown:
            return [key]
        }
    }

    private mutating func digit(_ key: Key, _ field: Field) -> [Key] {
        switch (field, standing) {
        case (.account(_, isFull: true), _):
            standing = .overfull
            return []
        case (.text, .written), (.account, .written):
            guard field.text.digitsAtEnd >= Self.openDigits else { return [key] }
            standing = .heldBack
            return []
        case (.text, .heldBack), (.text, .overfull), (.account, .heldBack), (.account, .overfull):
            return []
        }
    }

    /// Once the field is empty nothing of it is held back.
    private mutating func backspace(_ field: Field) -> [Key] {
        guard standing != .written else { return [.backspace] }
        guard field.text.count <= 1 else { return [] }
        standing = .written
        return [.delete]
    }

    private func meaning(of field: Field) -> [Key] {
        switch (field, standing) {
        case (.account, .overfull): []
        case (.account(let digits, _), _): digits.map(Key.init(typed:))
        case (.text(let text), _): text.withoutSwipe.withoutCardNumbers.map(Key.init(typed:))
        }
    }
}

extension FieldNotes.Field {
    fileprivate var text: String {
        switch self {
        case .text(let text), .account(let text, _): text
        }
    }

    /// Whether it is typed into the field; `?` is help everywhere.
    fileprivate func takes(_ key: Key) -> Bool {
        switch self {
        case .text: key != .text("?")
        case .account: false
        }
    }
}
