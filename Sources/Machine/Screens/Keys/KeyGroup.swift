package import TextGrid

/// Keys that belong together: one line of the help page.
package enum KeyGroup: Hashable, Sendable, CaseIterable {
    case sideKeys
    case digits
    /// Every printable ASCII character but `?`, which is help everywhere.
    case text
    case cardReader
    case eraseOne
    case eraseAll
    /// Arrows, Tab, Home and End as one: moving between choices.
    case moves
    case upDown
    case pages
    case leftRight
    case tab
    case enter
    case cancel
    case help
    case theme
    case language
    case redraw
    case suspend
    case quit
    case supervise
    case printing

    /// What `key` asks, if it is one of these.
    package func input(for key: Key) -> Input? {
        switch self {
        case .sideKeys: Self.side(key)
        case .digits: Self.digit(key)
        case .text: Self.character(key).map(Input.track)
        case .cardReader: key == .text(";") ? .track(";") : nil
        case .eraseOne: key == .backspace ? .eraseOne : nil
        case .eraseAll: key == .delete || key == .control("u") ? .eraseAll : nil
        case .moves: Self.move(key, among: Self.choosing)
        case .upDown: Self.move(key, among: [.up, .down, .first, .last, .next, .previous])
        case .pages: Self.move(key, among: [.pageUp, .pageDown])
        case .leftRight: Self.move(key, among: [.left, .right])
        case .tab: Self.move(key, among: [.next, .previous])
        case .enter: key == .enter ? .enter : nil
        case .cancel: key == .escape ? .cancel : nil
        case .help: key == .text("?") ? .help : nil
        case .theme: key == .letter("t") ? .theme : nil
        case .language: key == .letter("l") ? .language : nil
        case .redraw: key == .control("l") ? .redraw : nil
        case .suspend: key == .control("z") ? .suspend : nil
        case .quit: key == .control("q") || key == .control("c") ? .quit : nil
        case .supervise: key == .control("o") ? .supervise : nil
        case .printing: key == .letter("p") ? .printing : nil
        }
    }

    private static func side(_ key: Key) -> Input? {
        switch key {
        case .letter(let letter): SideKey(rawValue: letter).map(Input.side)
        case .click(let position): .click(position)
        case .digit, .text, .enter, .escape, .backspace, .delete, .up, .down, .left, .right, .tab,
            .backTab, .home, .end, .pageUp, .pageDown, .control, .unknown:
            nil
        }
    }

    private static func digit(_ key: Key) -> Input? {
        guard case .digit(let digit) = key else { return nil }
        return .digit(digit)
    }

    private static func character(_ key: Key) -> Character? {
        switch key {
        case .digit(let digit): Character(String(digit))
        case .letter(let letter): letter
        case .text(let character) where character.isASCII && character != "?": character
        case .text, .enter, .escape, .backspace, .delete, .up, .down, .left, .right, .tab,
            .backTab, .home, .end, .pageUp, .pageDown, .control, .click, .unknown:
            nil
        }
    }

    private static let choosing = Set(Input.Move.allCases).subtracting([.pageUp, .pageDown])

    private static func move(_ key: Key, among moves: Set<Input.Move>) -> Input? {
        move(key).flatMap { moves.contains($0) ? .move($0) : nil }
    }

    private static func move(_ key: Key) -> Input.Move? {
        switch key {
        case .up: .up
        case .down: .down
        case .left: .left
        case .right: .right
        case .home: .first
        case .end: .last
        case .tab: .next
        case .backTab: .previous
        case .pageUp: .pageUp
        case .pageDown: .pageDown
        case .digit, .letter, .text, .enter, .escape, .backspace, .delete, .control, .click,
            .unknown:
            nil
        }
    }
}
