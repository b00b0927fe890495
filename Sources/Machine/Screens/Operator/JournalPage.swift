package import CashMachine

/// The end of the journal: every entry, or only the cards that were kept.
package enum JournalPage {
    /// One entry, as a person reads it.
    package struct Row: Equatable, Sendable {
        package var number: Int
        package var entry: JournalEntry

        package init(number: Int, entry: JournalEntry) {
            self.number = number
            self.entry = entry
        }
    }

    package enum Selection: Equatable, Sendable {
        case all
        case keptCards
    }

    package struct State: Equatable, Sendable {
        package enum Content: Equatable, Sendable {
            case reading
            /// Oldest first.
            case rows([Row])
            /// `reason` is a sentence.
            case unreadable(reason: String)
        }

        package var selection: Selection
        package var content: Content
        /// How many lines lie below the last that is shown.
        package var scrolled: Int

        package init(_ selection: Selection) {
            self.selection = selection
            content = .reading
            scrolled = 0
        }

        var rows: [Row] {
            guard case .rows(let rows) = content else { return [] }
            return rows
        }
    }

    /// How many lines there is room for.
    static let visible = 12
    /// More than this nobody scrolls through at a machine.
    static let longest = 500

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let isCut = lines(of: state, atLeast: visible + 1, scene).count > visible
        let scroll = [
            Binding(.upDown, ""), Binding(.pages, scene.texts.supervisor.keys.scroll),
        ]
        return (isCut ? scroll : []) + scene.texts.choosing(among: choices(scene))
            + [Binding(.cancel, scene.texts.keys.back)]
    }

    package static func choices(_ scene: Scene) -> [Choice] {
        [Choice(.i, scene.texts.frame.back, row: 18)]
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        switch input {
        case .move(let move):
            return scroll(&state, move, scene)
        case .cancel:
            return back(state)
        case .side, .click, .enter:
            var focus = SideKey.i
            let pick = scene.picked(input, among: choices(scene), focus: &focus)
            return pick == .chosen(.i) ? back(state) : .refuse(nil)
        case .digit, .eraseOne, .eraseAll, .track, .help, .theme, .language, .redraw,
            .suspend,
            .quit, .supervise, .printing:
            return .refuse(nil)
        }
    }

    private static func back(_ state: State) -> Turn {
        OperatorDesk.show(.menu(focus: state.selection == .all ? .g : .d))
    }

    private static func scroll(
        _ state: inout State, _ move: Input.Move, _ scene: Scene
    ) -> Turn {
        let all = lines(of: state, atLeast: .max, scene).count
        let window = Window(count: all, visible: visible)
        let top = max(0, window.most - state.scrolled)
        guard let target = window.top(after: move, from: top) else { return .refuse(nil) }
        state.scrolled = window.most - target
        return .stay
    }

    /// The journal has been read.
    package static func told(_ state: inout State, _ content: State.Content) {
        state.scrolled = 0
        state.content = content
        guard case .rows(let rows) = content else { return }
        let chosen =
            switch state.selection {
            case .all: rows
            case .keptCards: rows.filter(\.isKeptCard)
            }
        state.content = .rows(chosen.suffix(longest))
    }
}

extension JournalPage.Row {
    fileprivate var isKeptCard: Bool {
        if case .cardKept = entry.event { true } else { false }
    }
}
