import CashMachine
import Testing
import TextGrid

@testable import Screens

/// Every screen with every key there is: what holds whoever presses what, wherever.
///
/// The clock is the events' own, so half a minute passes at once.
@Suite struct EveryKeyTests {
    static let names = Scenes.all.map(\.name)
    /// Where no help page, no question lies over the screen.
    static let bare = Scenes.all.filter { $0.stage.state.overlay == .none }

    /// All letters, digits and signs of a keyboard, all of Control, and a click on every second row.
    static let keys: [Key] =
        Array(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ক৳é😀").map(Key.text)
        + (0...9).map(Key.digit)
        + Array("abcdefghijklmnopqrstuvwxyz").flatMap { [.letter($0), .control($0)] }
        + [
            .enter, .escape, .backspace, .delete, .up, .down, .left, .right, .tab, .backTab, .home,
            .end, .pageUp, .pageDown, .unknown,
        ]
        + stride(from: 0, to: 26, by: 2).flatMap { row in
            [0, 5, 39, 40, 70, 79, 900].map { .click(Position(row: row, column: $0)) }
        }

    static let waysOut: [Key] = [.control("c"), .control("q"), .control("z")]

    @Test func `every screen that there is stands among the scenes`() {
        let names = Set(Scenes.all.map { $0.stage.state.situation.name })
        #expect(names == Set(Situation.Name.allCases))
        let pages = Set(Scenes.all.compactMap { $0.stage.state.situation.page })
        #expect(
            pages == [
                "menu", "cassettes", "replenish", "business", "count", "link", "journal", "totals",
                "cardBox",
            ])
        let overlays = Set(Scenes.all.map { $0.stage.state.overlay.word })
        #expect(overlays == ["none", "help", "more time", "quit question"])
    }

    @Test(arguments: names)
    func `after any key the screen is drawn at its size, in both languages and in ASCII`(
        _ name: String
    ) throws {
        let before = try Self.stage(name)
        var drawn: [App.State] = []
        for key in Self.keys {
            let after = before.pressing(key)
            // Most keys change nothing, and so nothing of the drawing.
            guard !drawn.contains(after.state) else { continue }
            drawn.append(after.state)
            for language in Language.allCases {
                #expect(after.speaking(language).grid().isWhole(.machine), "\(key)")
            }
            #expect(after.grid(.ascii).isWhole(.machine), "\(key)")
        }
    }

    @Test(arguments: names)
    func `a key that beeps changes nothing of what is drawn but the message line`(
        _ name: String
    ) throws {
        let before = try Self.stage(name)
        for key in Self.keys {
            let after = before.pressing(key)
            guard after.effects.contains(.beep), after.state.overlay != .quitQuestion else {
                continue
            }
            #expect(after.effects == [.beep], "\(key)")
            var same = before
            same.state.notice = after.state.notice
            same.state.touchedAt = after.state.touchedAt
            #expect(after.state == same.state, "\(key)")
        }
    }

    @Test(arguments: bare.map(\.name))
    func `a letter that the screen does not offer beeps, and one that it offers is taken`(
        _ name: String
    ) throws {
        let before = try Self.stage(name)
        guard !before.isTyping else { return }
        let groups = Set(App.bindings(before.state).map(\.group))
        let isOperator = groups.contains(.printing)
        let choices = before.choicesOffered
        for letter in "abcdefghijklmnopqrstuvwxyz" {
            let after = before.pressing(.letter(letter))
            let choice = choices.first { $0.key.rawValue == letter }
            switch (letter, choice) {
            case ("t", nil), ("l", nil):
                #expect(after.effects != [.beep], "\(letter)")
            case ("p", nil) where isOperator:
                #expect(after.effects != [.beep])
            case (_, nil):
                #expect(after.effects == [.beep], "\(letter) does something unoffered")
            case (_, let choice?):
                // An offer may be refused with a word, never in silence.
                #expect(after.effects != [.beep] || after.state.notice != nil, "\(letter)")
                if let reason = choice.off {
                    #expect(after.state.notice == .off(reason))
                }
            }
        }
    }

    @Test(arguments: bare.map(\.name))
    func `no screen is a trap: Esc, or Enter, leads on as its line says, or the machine does`(
        _ name: String
    ) throws {
        let before = try Self.stage(name)
        guard !before.state.isHome else { return }
        let own = before.state.situation.bindings(before.state.scene())
        let leads = { (key: Key) in
            let after = before.pressing(key)
            return after.effects != [.beep] && after.state.situation != before.state.situation
        }
        if own.contains(where: { $0.group == .cancel && $0.word != nil }) {
            #expect(leads(.escape))
        } else {
            #expect(leads(.enter) || before.state.situation.patience == .endless)
        }
    }

    @Test(arguments: names)
    func `no two keys yield cash while the card has not been taken`(_ name: String) throws {
        let before = try Self.stage(name)
        guard before.state.situation.name != .takeCash else { return }
        for first in AppTests.keys {
            let once = before.pressing(first)
            #expect(!once.paysCash, "\(first)")
            for second in AppTests.keys {
                #expect(!once.pressing(second).paysCash, "\(first), \(second)")
            }
        }
    }

    @Test(arguments: names)
    func `digits never choose: no other screen, no order to the machine`(_ name: String) throws {
        let before = try Self.stage(name)
        for digit in 0...9 {
            let after = before.pressing(.digit(digit))
            #expect(after.state.situation.name == before.state.situation.name)
            #expect(after.effects.isEmpty || after.effects == [.beep])
        }
    }

    @Test(arguments: names)
    func `whatever key changes the screen, keys typed ahead are thrown away`(_ name: String) throws
    {
        let before = try Self.stage(name)
        for key in Self.keys {
            let after = before.pressing(key)
            guard after.state.situation.name != before.state.situation.name else { continue }
            #expect(after.effects.contains(.flushTypeAhead), "\(key)")
        }
    }

    @Test(arguments: names)
    func `in a kiosk Control with Z, C and Q change nothing and lead nowhere`(_ name: String) throws
    {
        guard let before = try Self.stage(name).inKiosk else { return }
        for key in Self.waysOut {
            let after = before.pressing(key)
            #expect(after.state.situation == before.state.situation)
            if case .moreTime = before.state.overlay {
                // There any key is a yes, and nothing else.
                #expect(after.effects.isEmpty, "\(key)")
            } else {
                #expect(after.effects == [.beep], "\(key)")
                #expect(after.state.overlay == before.state.overlay)
            }
        }
        for key in Self.keys {
            let effects = before.pressing(key).effects
            #expect(!effects.contains(.quit) && !effects.contains(.suspend), "\(key)")
        }
    }

    @Test(arguments: bare.map(\.name), [Key.text("?"), .escape, .enter])
    func `help gives the very same screen back, however long it was read`(
        _ name: String, _ closing: Key
    ) throws {
        var before = try Self.stage(name)
        guard before.state.situation.patience != .forgets else { return }
        before.state.notice = nil
        var after = before.pressing(.text("?"))
        #expect(after.state.overlay == .help)
        after.wait(seconds: 3_600)
        #expect(after.state.overlay == .help && after.effects.isEmpty)
        after.press(closing)
        #expect(after.effects.isEmpty)
        #expect(after.state.situation == before.state.situation)
        #expect(after.state.overlay == .none)
        // The clock begins anew.
        #expect(after.state.timeLeft == before.state.timeLimit)
        guard before.state.situation.patience != .endless else { return }
        after.wait(seconds: 29)
        #expect(after.state.situation == before.state.situation)
        #expect(after.state.overlay == .none)
    }

    @Test(arguments: bare.map(\.name), Language.allCases)
    func `the help page lists what the line of keys has and what every screen has, and no more`(
        _ name: String, _ language: Language
    ) throws {
        let before = try Self.stage(name).speaking(language)
        let texts = before.state.scene().texts
        let bound = App.bindings(before.state)
        let help = before.pressing(.text("?")).grid().rowsOfHelp
        #expect(help.count == bound.count)
        for (row, binding) in zip(help, bound) {
            let names = texts.keyNames(binding.group)
            #expect(row.contains(names.keyboard) && row.contains(names.meaning), "\(names)")
        }
        // In the line: the screen's own keys that have a word, then the way to help; of the others as many as fit.
        let line = before.grid().lines[22]
        var rest = line[...]
        let own = before.state.situation.bindings(before.state.scene())
        for binding in own + [Binding(.help, texts.keys.help)] {
            guard let word = binding.word else { continue }
            let key = texts.keyName(binding.group)
            let found = rest.firstRange(of: word.isEmpty ? key : "\(key) \(word)")
            #expect(found != nil, "\(key) \(word) is not in \(line)")
            if let found { rest = rest[found.upperBound...] }
        }
    }

    @Test(arguments: names)
    func `the cursor lies on what has the focus, or on what is typed`(_ name: String) throws {
        for key in [Key.unknown, .up, .down, .left, .right, .tab, .backTab, .home, .end, .digit(3)]
        {
            let stage = try Self.stage(name).pressing(key)
            guard stage.state.overlay == .none else { continue }
            let grid = stage.grid()
            let wanted = grid.placesOfFocus
            guard !wanted.isEmpty else { continue }
            let cursor = try #require(grid.cursor, "\(key)")
            #expect(wanted.contains(cursor), "\(key): \(cursor)")
        }
    }

    @Test(arguments: bare.map(\.name))
    func `where a screen waits for a person, it asks for more time with all that was typed intact`(
        _ name: String
    ) throws {
        var asked = try Self.stage(name)
        let before = asked.state.situation
        switch before.patience {
        case .endless, .forgets, .makesRoom: return
        case .returnsCard, .closes: asked.wait(seconds: 30)
        case .leaves: asked.wait(seconds: 600)
        }
        #expect(asked.shows("Do you need more time?"))
        for key in Self.keys {
            let after = asked.pressing(key)
            #expect(after.effects.isEmpty, "\(key)")
            #expect(after.state.situation == before, "\(key)")
            #expect(after.state.overlay == .none, "\(key)")
            #expect(after.state.timeLeft == asked.state.timeLimit)
        }
        var left = asked
        left.wait(seconds: 19)
        #expect(left.state.situation == before)
        left.wait(seconds: 1)
        #expect(left.state.situation.name != before.name)
        #expect(left.effects.allSatisfy { $0.isHarmless })
    }

    private static func stage(_ name: String) throws -> Stage {
        try #require(Scenes.all.first { $0.name == name }).stage
    }
}

extension Stage {
    fileprivate func pressing(_ key: Key) -> Stage {
        var stage = self
        stage.press(key)
        return stage
    }

    /// The machine takes the cash that lies at the shutter, or shows some.
    fileprivate var paysCash: Bool {
        effects.contains(.command(.takeCash)) || state.situation.name == .takeCash
    }

    /// What is drawn beside the screen. Where news are read the next card goes in unseen.
    fileprivate var choicesOffered: [Choice] {
        if case .news(let news) = state.situation, news.attendance == .nobody {
            return WelcomeScreen.choices(state.scene())
        }
        var sheet = Sheet(state.scene(), App.DrawStyle(glyphs: .unicode))
        state.situation.draw(&sheet)
        return sheet.told.choices
    }

    /// The same screen in a machine in a wall; none where somebody is asked whether to leave.
    fileprivate var inKiosk: Stage? {
        guard state.overlay != .quitQuestion else { return nil }
        var configuration = state.configuration
        configuration.kind = .kiosk
        var stage = self
        stage.state = App.State(configuration)
        stage.state.surroundings = state.surroundings
        stage.state.situation = state.situation
        stage.state.overlay = state.overlay
        stage.state.touchedAt = state.touchedAt
        return stage
    }
}

extension App.State {
    /// What `timeLeft` is when a key has just been touched.
    fileprivate var timeLimit: Duration? {
        var state = self
        state.overlay = .none
        state.touchedAt = surroundings.now
        return state.timeLeft
    }
}

extension App.State.Overlay {
    fileprivate var word: String {
        switch self {
        case .none: "none"
        case .help: "help"
        case .moreTime: "more time"
        case .quitQuestion: "quit question"
        }
    }
}

extension App.Effect {
    /// What may follow from nobody touching a key.
    fileprivate var isHarmless: Bool {
        switch self {
        case .wipePINPad, .command(.returnCard), .operatorOrder(.leave), .flushTypeAhead: true
        case .command, .openPINPad, .makePINBlock, .operatorOrder, .openOperatorPad,
            .judgeOperatorCode, .readJournal, .startInstance, .keepNewPIN, .makeNewPINBlock, .beep,
            .nextTheme, .redraw, .suspend, .quit, .saveReceipt, .keepReceipt:
            false
        }
    }
}

extension Situation {
    /// Which page of the operator's it is.
    fileprivate var page: String? {
        guard case .operatorDesk(let page) = self else { return nil }
        return switch page {
        case .menu: "menu"
        case .cassettes: "cassettes"
        case .replenish: "replenish"
        case .business: "business"
        case .count: "count"
        case .link: "link"
        case .journal: "journal"
        case .totals: "totals"
        case .cardBox: "cardBox"
        }
    }
}

extension Grid {
    fileprivate func isWhole(_ size: Size) -> Bool {
        self.size == size && lines.allSatisfy { $0.columns == size.columns }
    }

    /// The cells of the focused choice; without one, those of the field that is typed in and the one after them.
    fileprivate var placesOfFocus: Set<Position> {
        let focused = places(.choiceFocus)
        if !focused.isEmpty { return focused }
        let typed = places(.input)
        return typed.union(typed.map { Position(row: $0.row, column: $0.column + 1) })
    }

    private func places(_ role: Role) -> Set<Position> {
        var places: Set<Position> = []
        for row in 0..<size.rows {
            for column in 0..<size.columns where self[row, column].role == role {
                places.insert(Position(row: row, column: column))
            }
        }
        return places
    }

    /// The lines of the help page, without its frame, its head and the empty ones.
    fileprivate var rowsOfHelp: [String] {
        let left = 6
        let right = 74
        let edges = (3..<20).filter { "╭╰".unicodeScalars.contains(self[$0, left].base) }
        guard edges.count == 2 else { return [] }
        return (edges[0] + 2..<edges[1]).map { row in
            (left + 1..<right - 1).map { self[row, $0].text }.joined()
        }.filter { $0.contains { $0 != " " } }
    }
}
