internal import BankProtocol
internal import TextGrid

/// What is written down of keys at a field that is long enough for a whole card's number, which somebody may type anywhere.
///
/// The first digits of a number are written as they come. From the ninth on nothing is written of what is typed, until Enter
/// tells what the field is to mean: then all of it is, as it stands, but for what may be of a card's number.
struct FieldNotes: Hashable, Sendable {
    /// A field, and what stands in it before the key.
    enum Field: Hashable, Sendable {
        /// Any text, for the bank's text services. When it is full it takes no more keys.
        case text(String, isFull: Bool)
        /// Another's account number. When it is full it takes no more digits.
        case account(String, isFull: Bool)
    }

    private enum Standing: Hashable, Sendable {
        /// Every key in it has been written.
        case written
        /// Its first digits have been, and nothing after them.
        case heldBack
        /// So have they, and one digit too many was typed for an account's number, by a slip: with it, it is no card's.
        case slipped
        /// More was typed than the field took: its digits may be the first of a card's number, which are told from no other.
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
        case .digit(let digit):
            return note(digit, field) ? [key] : []
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

    /// - Returns: Whether it is to be written down.
    private mutating func note(_ digit: Int, _ field: Field) -> Bool {
        switch standing {
        case .written:
            // What the field refuses changes nothing.
            guard !field.isFull else { return false }
            guard field.text.digitsAtEnd >= Self.openDigits else { return true }
            standing = .heldBack
        case .heldBack:
            if field.isFull { standing = field.isSlip(digit) ? .slipped : .overfull }
        case .slipped, .overfull:
            standing = .overfull
        }
        return false
    }

    /// Once the field is empty nothing of it is held back.
    private mutating func backspace(_ field: Field) -> [Key] {
        guard standing != .written else { return [.backspace] }
        guard field.text.count <= 1 else {
            // An account's number is being put right, and is looked at again when it is whole.
            if case .account = field { standing = .heldBack }
            return []
        }
        standing = .written
        return [.delete]
    }

    private func meaning(of field: Field) -> [Key] {
        switch (field, standing) {
        case (.account, .overfull): []
        case (.account(let digits, let isFull), _):
            // Any other Enter is refused; its digits could be the first of a card's number.
            isFull && digits.isChecked ? digits.map(Key.init(typed:)) : []
        case (.text(let text, _), .overfull):
            text.withoutSwipe.withoutDigits.map(Key.init(typed:))
        case (.text(let text, _), _):
            text.withoutSwipe.withoutCardNumbers.map(Key.init(typed:))
        }
    }
}

extension FieldNotes.Field {
    fileprivate var text: String {
        switch self {
        case .text(let text, _), .account(let text, _): text
        }
    }

    fileprivate var isFull: Bool {
        switch self {
        case .text(_, let isFull), .account(_, let isFull): isFull
        }
    }

    /// Whether a full field that refuses this digit holds all that was meant. Nobody can tell that of a text.
    fileprivate func isSlip(_ digit: Int) -> Bool {
        switch self {
        case .text: false
        case .account(let digits, _): digits.isChecked && !"\(digits)\(digit)".isChecked
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

extension String {
    /// Whether its last digit is the check digit of the others, as on accounts and cards.
    fileprivate var isChecked: Bool { CardNumber(digits: self)?.isLuhnValid == true }
}
