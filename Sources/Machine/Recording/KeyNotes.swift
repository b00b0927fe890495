internal import BankProtocol
internal import Control
package import Screens
package import TextGrid

/// What is written down of keys at a machine: of card numbers the last four digits, of PINs whose they were.
package struct KeyNotes: Sendable {
    /// Under which name `PINWatch` knows the operator's code; cards are known by their last four digits.
    package static let theOperator = "operator"

    private let owners: Set<String>
    private var watch: PINWatch
    private var fields = FieldNotes()
    /// Whether a card is being swiped where no reader listens.
    private var isStraySwipe = false

    /// - Parameter known: The demo's PINs.
    package init(_ known: [PINWatch.Known]) {
        owners = Set(known.map(\.owner))
        watch = PINWatch(known)
    }

    /// A person is about to press a key.
    ///
    /// - Returns: What is to be written down; none when nothing is, or it comes with a later key.
    package mutating func note(_ key: Key, at state: App.State) -> [RecordedEvent] {
        guard let field = state.situation.longField else {
            fields.leave()
            return noteSingly(key, state).map { [$0] } ?? []
        }
        guard noteSingly(key, state) != nil else { return [] }
        let keys = state.isOpen ? fields.keys(for: key, in: field) : [key]
        return keys.map { .key($0, at: state.situation.screenName) }
    }

    private mutating func noteSingly(_ key: Key, _ state: App.State) -> RecordedEvent? {
        // How a session was left is no part of it.
        guard state.overlay != .quitQuestion else { return nil }
        let screen = state.situation.screenName
        if state.keysGoToPINPad {
            isStraySwipe = false
            return noteAtPad(key, state.situation)
        }
        watch.clear()
        guard !takesAsStraySwipe(key, state) else { return nil }
        switch (state.situation, key) {
        case (_, .digit) where !state.takesAsOpenDigit(key):
            return nil
        case (.welcome(.typing), .backspace), (.welcome(.typing), .delete),
            (.welcome(.typing), .control("u")), (.welcome, .text(";")), (.news, .text(";")):
            return nil
        case (.welcome(.typing(let digits)), .enter) where state.isOpen && !digits.isEmpty:
            return card(digits, at: screen)
        case (.welcome(.swiping(let track, _)), .text("?")) where state.isOpen:
            return card(String(track.dropFirst().prefix { $0 != "=" }), at: screen)
        case (.welcome(.swiping), _):
            return nil
        case (_, .control("q")), (_, .control("c")), (_, .control("z")), (_, .control("l")),
            (_, .control("g")):
            return nil
        case (_, _):
            return key.word == nil ? nil : .key(key, at: screen)
        }
    }

    /// What is no card's number may be a PIN that was typed too early.
    private func card(_ digits: String, at screen: String) -> RecordedEvent? {
        guard let number = CardNumber(digits: digits), number.isLuhnValid else { return nil }
        return .card(lastFour: number.lastFour, at: screen)
    }

    /// From the `;` or `%` that a track begins with to its `?`, or to a key that no card reader sends.
    private mutating func takesAsStraySwipe(_ key: Key, _ state: App.State) -> Bool {
        switch key {
        case .text(";"), .text("%"):
            isStraySwipe = !state.readsCards
            return isStraySwipe
        case .text("?"):
            defer { isStraySwipe = false }
            return isStraySwipe
        case .digit, .letter, .text:
            return isStraySwipe
        case .enter, .escape, .backspace, .delete, .up, .down, .left, .right, .tab, .backTab,
            .home, .end, .pageUp, .pageDown, .control, .click, .unknown:
            isStraySwipe = false
            return false
        }
    }

    private mutating func noteAtPad(_ key: Key, _ situation: Situation) -> RecordedEvent? {
        let screen = situation.screenName
        switch key {
        case .digit(let digit):
            watch.append(digit)
            return nil
        case .backspace:
            watch.removeLast()
            return nil
        case .delete, .control("u"):
            watch.clear()
            return nil
        case .enter:
            // Too few digits stay on the pad, to be gone on with.
            guard watch.count >= situation.leastDigits else { return nil }
            defer { watch.clear() }
            return .pin(typed(situation), at: screen)
        case .control:
            return nil
        case .escape:
            watch.clear()
            return .key(key, at: screen)
        case .letter, .text, .up, .down, .left, .right, .tab, .backTab, .home, .end, .pageUp,
            .pageDown, .click, .unknown:
            return key.word == nil ? nil : .key(key, at: screen)
        }
    }

    private func typed(_ situation: Situation) -> TypedPIN {
        if case .operatorCode = situation {
            return watch.isPIN(of: Self.theOperator) ? .operatorRight : .operatorWrong
        }
        guard let card = situation.attendance.card?.lastFour, owners.contains(card) else {
            return .unknown
        }
        if watch.isPIN(of: card) { return .right(lastFour: card) }
        if case .newPIN = situation { return .unknown }
        return .wrong(lastFour: card)
    }
}

extension App.State {
    /// Whether a card that is swiped now is taken in.
    fileprivate var readsCards: Bool {
        guard isOpen else { return false }
        switch situation {
        case .welcome: return true
        case .news(let state): return state.attendance == .nobody
        case .outOfService, .pin, .moment, .menu, .balance, .statement, .newPIN, .pinChanged,
            .transfer, .lab, .amounts, .otherAmount, .deposit, .waiting, .refusal, .undoing,
            .takeCard, .takeCash, .takeNotes, .receipt, .closing, .operatorCode, .operatorDesk:
            return false
        }
    }

    /// Whether this digit is one of those that the screen asks for, and they are no secret. Any other may be of a PIN, a code
    /// or a card's number that was typed too early, too late or in a field that is full; it changes nothing, so that a replay
    /// does not miss it.
    fileprivate func takesAsOpenDigit(_ key: Key) -> Bool {
        guard isOpen else { return false }
        switch situation {
        case .amounts, .otherAmount, .deposit, .transfer, .lab, .operatorDesk:
            // It is no secret until there are too many, of which `FieldNotes` keeps count.
            if situation.longField != nil { return true }
            var after = self
            _ = App.reduce(&after, .key(key))
            return after.situation != situation
        case .welcome, .outOfService, .pin, .moment, .menu, .balance, .statement, .newPIN,
            .pinChanged, .waiting, .refusal, .undoing, .takeCard, .takeCash, .takeNotes, .receipt,
            .closing, .news, .operatorCode:
            return false
        }
    }
}

extension Situation {
    /// As a recording names the screen.
    package var screenName: String { "\(name)" }

    /// A field that a whole card's number fits into.
    fileprivate var longField: FieldNotes.Field? {
        switch self {
        case .lab(.typing(_, let text)): .text(text, isFull: text.count >= LabScreen.longestText)
        case .transfer(.number(let page)):
            .account(
                page.digits, isFull: page.digits.count == TransferScreen.NumberPage.length)
        case .welcome, .outOfService, .pin, .moment, .menu, .balance, .statement, .newPIN,
            .pinChanged, .transfer, .lab, .amounts, .otherAmount, .deposit, .waiting, .refusal,
            .undoing, .takeCard, .takeCash, .takeNotes, .receipt, .closing, .news, .operatorCode,
            .operatorDesk:
            nil
        }
    }

    /// How many digits the PIN pad must hold before Enter means anything.
    fileprivate var leastDigits: Int {
        if case .operatorCode = self { return 6 }
        return PINScreen.lengths.lowerBound
    }
}
