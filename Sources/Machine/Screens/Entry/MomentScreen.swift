package import CashMachine
import TextGrid

/// The machine is at work for a moment; nothing is asked of anybody.
package enum MomentScreen {
    package struct State: Equatable, Sendable {
        package enum Work: Equatable, Sendable {
            case readingCard
            case returningCard
            /// The same, since nobody touched a key for long.
            case timeIsOver
            /// The card has been taken; this comes next.
            case cardTaken(CardRelease, TakeCardScreen.Reason)
            case cashTaken
        }

        package var work: Work
        package var attendance: Attendance

        package init(_ work: Work, attendance: Attendance) {
            self.work = work
            self.attendance = attendance
        }
    }

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let texts = sheet.scene.texts.moment
        switch state.work {
        case .cardTaken(.cash(let amount, let reference), _):
            TakeCardScreen.header(&sheet, amount, reference)
            TakeCardScreen.steps(
                &sheet, current: .cash, isReady: false, withReceipt: state.attendance.wantsReceipt)
            sheet.centred(texts.comesHere, row: 10)
            sheet.message(texts.counting)
        case .readingCard, .returningCard, .timeIsOver, .cardTaken(.receipt, _),
            .cardTaken(.undone, _), .cardTaken(.nothing, _), .cashTaken:
            sheet.machineHeader()
            sheet.centred(texts.oneMoment, row: 10, role: .title)
            sheet.message(message(state.work, texts))
        }
    }

    private static func message(_ work: State.Work, _ texts: Texts.Moment) -> String {
        switch work {
        case .readingCard: texts.readingCard
        case .returningCard, .timeIsOver: texts.returningCard
        case .cardTaken: texts.counting
        case .cashTaken: texts.thanks
        }
    }
}
