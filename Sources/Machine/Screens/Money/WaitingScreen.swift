package import CashMachine

/// The bank is being asked; nothing can ask it again.
package enum WaitingScreen {
    package struct State: Equatable, Sendable {
        /// How far the request has come.
        package enum Progress: Equatable, Sendable {
            /// Not sent yet, as far as is known here.
            case starting
            /// Sent `number` times; `elapsed` and `nextIn` as they were `at` that time.
            case sent(number: Int, elapsed: Duration, nextIn: Duration, at: Duration)
        }

        package var inquiry: Inquiry
        package var attendance: Attendance
        /// What a text service is asked.
        package var service: TextService?
        package var reference: Reference?
        package var progress: Progress
        /// Whether the customer has asked to stop; the machine will say what comes of it.
        package var stop: Stop

        package enum Stop: Equatable, Sendable {
            case notAsked
            case asked
        }

        package init(_ inquiry: Inquiry, attendance: Attendance) {
            self.inquiry = inquiry
            self.attendance = attendance
            reference = nil
            progress = .starting
            stop = .notAsked
        }

        /// Needs no card, so nobody is known to be there.
        package init(asking service: TextService) {
            self.init(.service, attendance: .nobody)
            self.service = service
        }
    }

    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        switch (state.inquiry, state.stop) {
        case (.withdrawal, .notAsked), (.transfer, .notAsked):
            [Binding(.cancel, scene.texts.keys.stopWaiting)]
        case (.verifying, .notAsked), (.balance, .notAsked), (.statement, .notAsked):
            [Binding(.cancel, scene.texts.keys.returnCard)]
        case (.pinChange, .notAsked), (.service, .notAsked):
            [Binding(.cancel, scene.texts.keys.stop)]
        case (.deposit, .notAsked): [Binding(.cancel)]
        case (_, .asked): []
        }
    }

    package static func reduce(_ state: inout State, _ input: Input) -> Turn {
        switch (input, state.inquiry) {
        case (.cancel, .withdrawal), (.cancel, .transfer), (.cancel, .pinChange),
            (.cancel, .service):
            state.stop = .asked
            return .act([.command(.stopWaiting)])
        case (.cancel, .verifying), (.cancel, .balance), (.cancel, .statement):
            state.stop = .asked
            return .act([.wipePINPad, .command(.returnCard)])
        case (.cancel, .deposit):
            return .refuse(.depositCannotBeStopped)
        case (.digit, _), (.side, _), (.click, _), (.enter, _), (.eraseOne, _), (.eraseAll, _),
            (.move, _), (.track, _), (.help, _), (.theme, _), (.redraw, _), (.suspend, _),
            (.quit, _), (.supervise, _):
            return .refuse(nil)
        }
    }
}
