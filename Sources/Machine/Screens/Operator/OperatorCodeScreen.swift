package import CashMachine

/// The operator's code is asked for. This screen counts digits; what they are, only the pad knows.
package enum OperatorCodeScreen {
    package enum State: Equatable, Sendable {
        /// The keeper of the code is asked whether one may be typed.
        case knocking
        /// `wrong`: how many tries are left after a wrong one.
        case typing(digits: Int, wrong: Int?)
        case judging
        /// Right; the machine lets him in as soon as no customer is at it.
        case admitted
        /// Too many wrong ones: none is looked at before this uptime.
        case paused(until: Duration)
        /// This machine has no code.
        case notSet
        /// The code's file cannot be used.
        case unusable

        package static let empty = State.typing(digits: 0, wrong: nil)
    }

    package static let digits = 6

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        switch state {
        case .typing:
            return [
                Binding(.digits, words.digit), Binding(.eraseOne, words.eraseOne),
                Binding(.eraseAll, words.clearAll), Binding(.enter, words.ok),
                Binding(.cancel, words.back),
            ]
        case .knocking, .judging, .admitted, .paused, .notSet, .unusable:
            return [Binding(.cancel, words.back)]
        }
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        switch (state, input) {
        case (.typing(digits, _), .enter):
            state = .judging
            return .act([.judgeOperatorCode])
        case (.typing, .enter):
            return .refuse(.codeTooShort(digits: digits))
        // Once it is judged the machine may let him in: he does not wait for that any more.
        case (.judging, .cancel), (.admitted, .cancel):
            return .show(scene.home, [.wipePINPad, .operatorOrder(.leave)])
        case (_, .cancel):
            return .show(scene.home, [.wipePINPad])
        case (_, .enter), (_, .digit), (_, .eraseOne), (_, .eraseAll), (_, .side), (_, .click),
            (_, .move), (_, .track), (_, .help), (_, .theme), (_, .language), (_, .redraw),
            (_, .suspend),
            (_, .quit), (_, .supervise), (_, .printing):
            return .refuse(nil)
        }
    }

    /// The pad told what it did with a key.
    package static func padChanged(_ state: inout State, by change: Int) {
        guard case .typing(let count, let wrong) = state else { return }
        state = .typing(digits: min(digits, max(0, count + change)), wrong: wrong)
    }

    /// The keeper of the code has answered.
    package static func answered(
        _ state: inout State, _ answer: OperatorCodeAnswer, _ scene: Scene
    ) -> [App.Effect] {
        switch (state, answer) {
        case (.knocking, .wanted):
            state = .empty
            return []
        case (.judging, .right):
            state = .admitted
            return [.operatorOrder(.enter)]
        case (.judging, .wrong(let triesLeft)):
            state = .typing(digits: 0, wrong: triesLeft)
            return [.operatorOrder(.wrongCode), .beep]
        case (.judging, .paused(let left)):
            state = .paused(until: scene.surroundings.now + left)
            return [.operatorOrder(.wrongCode), .beep]
        case (.knocking, .paused(let left)):
            state = .paused(until: scene.surroundings.now + left)
            return []
        case (.knocking, .notSet), (.judging, .notSet):
            state = .notSet
            return []
        case (.knocking, .unusable), (.judging, .unusable):
            state = .unusable
            return []
        case (.knocking, .right), (.knocking, .wrong), (.judging, .wanted), (.typing, _),
            (.admitted, _), (.paused, _), (.notSet, _), (.unusable, _):
            return []
        }
    }

    /// Time passed: a pause that is over asks for the code.
    package static func tick(_ state: inout State, now: Duration) -> [App.Effect] {
        guard case .paused(let until) = state, now >= until else { return [] }
        state = .knocking
        return [.openOperatorPad]
    }
}
