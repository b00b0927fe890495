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
        /// How many rows lie below the last that is shown.
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

    static let visible = 12
    /// More than this nobody scrolls through at a machine.
    static let longest = 500

    package static func bindings(_ scene: Scene) -> [Binding] {
        [
            Binding(.upDown, scene.texts.supervisor.keys.scroll), Binding(.sideKeys),
            Binding(.cancel, scene.texts.keys.back),
        ]
    }

    package static func choices(_ scene: Scene) -> [Choice] {
        [Choice(.i, scene.texts.frame.back, row: 18)]
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        switch input {
        case .move(let move):
            return scroll(&state, move)
        case .cancel:
            return back(state)
        case .side, .click:
            let isBack = scene.picked(input, among: choices(scene)) == .chosen(.i)
            return isBack ? back(state) : .refuse(nil)
        case .enter, .digit, .eraseOne, .eraseAll, .track, .help, .theme, .language, .redraw,
            .suspend,
            .quit, .supervise, .printing:
            return .refuse(nil)
        }
    }

    private static func back(_ state: State) -> Turn {
        OperatorDesk.show(.menu(focus: state.selection == .all ? .g : .d))
    }

    private static func scroll(_ state: inout State, _ move: Input.Move) -> Turn {
        let most = max(0, state.rows.count - visible)
        let target =
            switch move {
            case .up, .previous, .left: state.scrolled + 1
            case .down, .next, .right: state.scrolled - 1
            case .first: most
            case .last: 0
            }
        guard (0...most).contains(target), target != state.scrolled else { return .refuse(nil) }
        state.scrolled = target
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
