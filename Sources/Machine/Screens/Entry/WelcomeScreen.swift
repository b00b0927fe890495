package import BankProtocol
import CashMachine
import TextGrid

/// The first screen: a card is typed, swiped or taken from beside the machine.
package enum WelcomeScreen {
    package enum State: Equatable, Sendable {
        /// At most nineteen digits of a card number.
        case typing(digits: String)
        /// The reader sends track 2; `heardAt` is the first tick after the last character.
        case swiping(track: String, heardAt: Duration?)

        package static let empty = State.typing(digits: "")
    }

    /// Track 2 is at most this long; more is no card.
    private static let longestTrack = 40
    /// This much silence ends a swipe whose end sentinel was lost.
    private static let silence = Duration.milliseconds(100)

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        switch state {
        case .typing(let digits):
            let words = scene.texts.keys
            let erasing = [
                Binding(.eraseOne, words.eraseOne), Binding(.eraseAll, words.clearAll),
            ]
            let demo =
                scene.configuration.demoCards.isEmpty ? [] : [Binding(.sideKeys, words.demoCard)]
            return [Binding(.digits, words.card)] + demo + [Binding(.cardReader)]
                + (digits.isEmpty ? [] : erasing)
                + [Binding(.enter, words.ok), Binding(.supervise)]
        case .swiping:
            // Every key is the reader's; `App` hands it on as a track character.
            return []
        }
    }

    package static func choices(_ scene: Scene) -> [Choice] {
        let cards = scene.configuration.demoCards.map { demo in
            Choice(demo.key, label(demo), row: row(demo.key))
        }
        switch scene.configuration.kind {
        case .demo: return cards + [Choice(.d, scene.texts.lab.entry, row: row(.d))]
        case .kiosk: return cards
        }
    }

    private static func label(_ demo: App.Configuration.DemoCard) -> String {
        let card = "**** \(demo.card.number.lastFour)"
        return demo.label.padded(right: 15) + card
    }

    private static func row(_ key: SideKey) -> Int {
        switch key {
        case .a, .f: 16
        case .b, .g: 17
        case .c, .h: 18
        case .d, .i: 19
        }
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        switch (state, input) {
        case (.swiping(let track, _), .track(let character)):
            return swipe(&state, track, character, scene)
        case (.typing, .track(let character)):
            state = .swiping(track: String(character), heardAt: nil)
            return .stay
        case (.typing(let digits), .digit(let digit)) where digits.count < 19:
            state = .typing(digits: digits + String(digit))
            return .stay
        case (.typing(let digits), .eraseOne) where !digits.isEmpty:
            state = .typing(digits: String(digits.dropLast()))
            return .stay
        case (.typing, .eraseAll):
            state = .empty
            return .stay
        case (.typing(let digits), .enter):
            guard let number = CardNumber(digits: digits), number.isLuhnValid else {
                return .refuse(digits.isEmpty ? nil : .notACardNumber)
            }
            return insert(Card(number: number))
        case (.typing, .supervise):
            return .show(.operatorCode(.knocking), [.openOperatorPad])
        case (.typing, .side), (.typing, .click):
            return pick(input, scene)
        case (.typing, .digit), (.typing, .eraseOne), (.typing, .cancel), (.typing, .move),
            (.swiping, .digit), (.swiping, .side), (.swiping, .click), (.swiping, .enter),
            (.swiping, .cancel), (.swiping, .eraseOne), (.swiping, .eraseAll), (.swiping, .move),
            (_, .help), (_, .theme), (_, .redraw), (_, .suspend), (_, .quit),
            (.swiping, .supervise):
            return .refuse(nil)
        }
    }

    private static func pick(_ input: Input, _ scene: Scene) -> Turn {
        // Nothing here has the focus: Enter is for the number that is typed.
        var focus = SideKey.a
        switch SideMenu(choices(scene)).take(input, focus: &focus) {
        case .chosen(.d):
            return .show(.lab(.choosing(focus: .a)), [])
        case .chosen(let key):
            guard let demo = scene.configuration.demoCards.first(where: { $0.key == key }) else {
                return .refuse(nil)
            }
            return insert(demo.card)
        case .off(let reason):
            return .refuse(.off(reason))
        case .moved, .nothing:
            return .refuse(nil)
        }
    }

    private static func insert(_ card: Card) -> Turn {
        .show(
            .moment(MomentScreen.State(.readingCard, attendance: .card(card.number))),
            [.command(.insertCard(card))])
    }

    // MARK: The card reader

    private static func swipe(
        _ state: inout State, _ track: String, _ character: Character, _ scene: Scene
    ) -> Turn {
        guard character != "?" else { return read(&state, track) }
        guard track.count < longestTrack else {
            state = .empty
            return .refuse(.unreadableCard)
        }
        state = .swiping(track: track + String(character), heardAt: nil)
        return .stay
    }

    /// Time passed: a swipe ends in silence too.
    package static func tick(_ state: inout State, now: Duration) -> Turn {
        guard case .swiping(let track, let heardAt) = state else { return .stay }
        guard let heardAt else {
            state = .swiping(track: track, heardAt: now)
            return .stay
        }
        return now - heardAt >= silence ? read(&state, track) : .stay
    }

    private static func read(_ state: inout State, _ track: String) -> Turn {
        state = .empty
        guard let card = Card(track2: track) else { return .refuse(.unreadableCard) }
        return insert(card)
    }
}

extension Card {
    /// What a magnetic stripe says.
    ///
    /// - Parameter text: Track 2 without its end sentinel: `;`, the number, `=`, expiry YYMM, the rest.
    ///
    /// Source: ISO/IEC 7813, track 2.
    package init?(track2 text: String) {
        let parts = text.dropFirst().split(separator: "=", omittingEmptySubsequences: false)
        guard text.first == ";", parts.count == 2,
            let number = CardNumber(digits: String(parts[0])),
            number.isLuhnValid
        else { return nil }
        let date = parts[1].prefix(4)
        guard date.count == 4, let year = UInt16(date.prefix(2)), let month = UInt8(date.suffix(2)),
            let expiry = CardExpiry(year: 2000 + year, month: month)
        else { return nil }
        self.init(number: number, expiry: expiry)
    }
}
