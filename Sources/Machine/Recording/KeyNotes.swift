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

    /// - Parameter known: The demo's PINs.
    package init(_ known: [PINWatch.Known]) {
        owners = Set(known.map(\.owner))
        watch = PINWatch(known)
    }

    /// A person is about to press a key.
    ///
    /// - Returns: What is to be written down; `nil` when nothing is, or it comes with a later key.
    package mutating func note(_ key: Key, at state: App.State) -> RecordedEvent? {
        // How a session was left is no part of it.
        guard state.overlay != .quitQuestion else { return nil }
        let screen = state.situation.screenName
        if state.keysGoToPINPad { return noteAtPad(key, state.situation) }
        watch.clear()
        switch (state.situation, key) {
        case (.welcome(.typing), .digit), (.welcome(.typing), .backspace),
            (.welcome(.typing), .delete), (.welcome(.typing), .control("u")),
            (.welcome(.typing), .text(";")), (.news, .text(";")):
            return nil
        case (.welcome(.typing(let digits)), .enter) where !digits.isEmpty:
            return .card(lastFour: String(digits.suffix(4)), at: screen)
        case (.welcome(.swiping(let track, _)), .text("?")):
            let number = track.dropFirst().prefix { $0 != "=" }
            return .card(lastFour: String(number.suffix(4)), at: screen)
        case (.welcome(.swiping), _):
            return nil
        case (_, .control("q")), (_, .control("c")), (_, .control("z")), (_, .control("l")),
            (_, .control("g")):
            return nil
        case (_, _):
            return key.word == nil ? nil : .key(key, at: screen)
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

extension Situation {
    /// As a recording names the screen.
    package var screenName: String { "\(name)" }

    /// How many digits the PIN pad must hold before Enter means anything.
    fileprivate var leastDigits: Int {
        if case .operatorCode = self { return 6 }
        return PINScreen.lengths.lowerBound
    }
}
