import BankProtocol
package import CashMachine

/// An operator says what was really paid out or kept: counted, counted again, and only then written down.
package enum CountPage {
    package struct State: Equatable, Sendable {
        package enum Stage: Equatable, Sendable {
            case first
            /// These were counted before.
            case second(NoteCounts)
            /// Both times the same. The focus begins on the way back, which writes nothing down.
            case agreed(focus: SideKey)

            /// Of the choices; while a field is typed in, that has it.
            var focus: SideKey? {
                switch self {
                case .first, .second: nil
                case .agreed(let focus): focus
                }
            }
        }

        /// What is being counted.
        package enum Subject: Equatable, Sendable {
            case business(OpenBusiness)
            case cash(CashChange.Kind)
        }

        package var subject: Subject
        package var stage: Stage
        package var notes: NoteCounts
        package var focus: Denomination

        package init(_ subject: Subject) {
            self.subject = subject
            stage = .first
            notes = .none
            focus = .thousand
        }
    }

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        switch state.stage {
        case .first, .second:
            return [
                Binding(.moves, words.note), Binding(.digits, words.count), Binding(.eraseOne),
                Binding(.eraseAll),
                Binding(.sideKeys), Binding(.enter, words.ok), Binding(.cancel, words.back),
            ]
        case .agreed:
            return scene.texts.choosing(among: choices(state, scene))
                + [Binding(.cancel, words.back)]
        }
    }

    package static func choices(_ state: State, _ scene: Scene) -> [Choice] {
        let texts = scene.texts.supervisor.count
        let back = Choice(.i, scene.texts.frame.back, row: 18)
        switch state.stage {
        case .first: return [Choice(.a, texts.goOn, row: 18), back]
        case .second: return [Choice(.a, texts.compare, row: 18), back]
        case .agreed: return [Choice(.d, texts.write, row: 18), back]
        }
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        if input == .cancel { return back(state) }
        if case .agreed(var focus) = state.stage {
            let pick = scene.picked(input, among: choices(state, scene), focus: &focus)
            state.stage = .agreed(focus: focus)
            return take(pick, &state)
        }
        switch input {
        case .side, .click:
            return take(scene.picked(input, among: choices(state, scene)), &state)
        case .enter:
            return goOn(&state)
        case .digit, .eraseOne, .eraseAll, .move:
            return change(&state, input, scene)
        case .cancel, .track, .help, .theme, .language, .redraw, .suspend, .quit, .supervise,
            .printing:
            return .refuse(nil)
        }
    }

    private static func back(_ state: State) -> Turn {
        switch state.subject {
        case .business: OperatorDesk.show(.business(0))
        case .cash: OperatorDesk.show(.replenish(.first))
        }
    }

    private static func take(_ pick: SideMenu.Pick, _ state: inout State) -> Turn {
        switch pick {
        case .chosen(.a): return goOn(&state)
        case .chosen(.d): return write(state)
        case .chosen(.i): return back(state)
        case .moved: return .stay
        case .chosen, .off, .nothing: return .refuse(nil)
        }
    }

    private static func write(_ state: State) -> Turn {
        switch state.subject {
        case .business(let business):
            OperatorDesk.show(
                .business(0), [.operatorOrder(.counted(business.key, state.notes.value))])
        case .cash(let kind):
            OperatorDesk.show(
                .replenish(.first), [.operatorOrder(.changeCash(CashChange(kind, state.notes)))])
        }
    }

    private static func goOn(_ state: inout State) -> Turn {
        switch state.stage {
        case .first where state.notes.count == 0 && !state.subject.mayBeNothing:
            return .refuse(.nothingCounted)
        case .first:
            state.stage = .second(state.notes)
            state.notes = .none
            state.focus = .thousand
            return .act([.flushTypeAhead])
        case .second(state.notes):
            state.stage = .agreed(focus: .i)
            return .act([.flushTypeAhead])
        case .second:
            state = State(state.subject)
            return .refuse(.countsDiffer)
        case .agreed:
            return .refuse(nil)
        }
    }

    private static func change(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        guard let keys = NoteKeys(state.notes, state.focus).taking(input) else {
            return .refuse(nil)
        }
        if let objection = state.subject.objection(to: keys.counts, scene) {
            return .refuse(objection)
        }
        state.notes = keys.counts
        state.focus = keys.focus
        return .stay
    }
}

extension CountPage.State.Subject {
    /// A customer may have got nothing, and a bin may be empty.
    fileprivate var mayBeNothing: Bool {
        switch self {
        case .business, .cash(.binsEmptied), .cash(.vaultEmptied): true
        case .cash: false
        }
    }

    /// Why it cannot be so many notes.
    fileprivate func objection(to notes: NoteCounts, _ scene: Scene) -> Notice? {
        switch self {
        case .business(let business):
            return notes.value > business.amount ? .countTooMuch(business.amount) : nil
        case .cash(.removed):
            let left = scene.surroundings.supervision?.tally.left ?? .none
            return notes.atMost(left) == notes ? nil : .notInCassettes
        case .cash(.loaded), .cash(.binsEmptied), .cash(.vaultEmptied), .cash(.tested):
            return nil
        }
    }
}

/// Counts of notes, typed one kind after the other.
struct NoteKeys {
    var counts: NoteCounts
    var focus: Denomination
    /// No cassette holds more.
    static let most = 9_999

    init(_ counts: NoteCounts, _ focus: Denomination) {
        self.counts = counts
        self.focus = focus
    }

    /// - Returns: What the key makes of them; `nil` when it makes nothing.
    func taking(_ input: Input) -> NoteKeys? {
        switch input {
        case .digit(let digit): return setting(counts[focus] * 10 + digit)
        case .eraseOne: return setting(counts[focus] / 10)
        case .eraseAll: return setting(0)
        case .move(.right): return setting(counts[focus] + 1)
        case .move(.left): return setting(counts[focus] - 1)
        case .move(.up), .move(.previous): return focusing(by: -1)
        case .move(.down), .move(.next): return focusing(by: 1)
        case .move(.first): return NoteKeys(counts, .thousand)
        case .move(.last): return NoteKeys(counts, .hundred)
        case .move(.pageUp), .move(.pageDown), .side, .click, .enter, .cancel, .track, .help,
            .theme, .language, .redraw, .suspend,
            .quit,
            .supervise, .printing:
            return nil
        }
    }

    private func setting(_ count: Int) -> NoteKeys? {
        guard (0...Self.most).contains(count) else { return nil }
        var changed = self
        changed.counts[focus] = count
        return changed
    }

    private func focusing(by step: Int) -> NoteKeys {
        let all = Denomination.allCases
        let place = all.firstIndex(of: focus) ?? 0
        return NoteKeys(counts, all[(place + step + all.count) % all.count])
    }
}
