package import CashMachine

/// The card is at the slot. Cash and receipt come only when it has been taken.
package enum TakeCardScreen {
    package struct State: Equatable, Sendable {
        package var release: CardRelease
        package var reason: Reason
        package var attendance: Attendance
        /// When the machine will keep the card, on the clock of `Surroundings.now`.
        package var until: Duration

        package init(
            _ release: CardRelease, reason: Reason, attendance: Attendance, until: Duration
        ) {
            self.release = release
            self.reason = reason
            self.attendance = attendance
            self.until = until
        }
    }

    /// What happened before, where the card would come without a word otherwise.
    package enum Reason: Equatable, Sendable {
        case none
        case refused(Refusal)
        case undoing(UndoCause, UndoingScreen.Undone)
        case timeIsOver
    }

    package static func bindings(_ scene: Scene) -> [Binding] {
        [Binding(.enter, scene.texts.keys.take)]
    }

    package static func reduce(_ state: State, _ input: Input) -> Turn {
        switch input {
        case .enter:
            let work = MomentScreen.State.Work.cardTaken(state.release, state.reason)
            let moment = MomentScreen.State(work, attendance: state.attendance)
            return .show(.moment(moment), [.command(.takeCard)])
        case .cancel, .digit, .side, .click, .eraseOne, .eraseAll, .move, .track, .help, .theme,
            .redraw, .suspend, .quit, .supervise:
            return .refuse(nil)
        }
    }
}
