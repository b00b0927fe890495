package import BankProtocol
package import CashMachine
import TextGrid

/// No card is taken just now; the machine goes on trying, and says what it owes.
package enum OutOfServiceScreen {
    package struct State: Equatable, Sendable {
        package var cause: OutOfServiceCause
        package var since: Timestamp

        package init(_ cause: OutOfServiceCause, since: Timestamp) {
            self.cause = cause
            self.since = since
        }
    }

    /// Before the machine has started, and when it cannot write anything down, there is nothing that an operator could do.
    package static func bindings(_ state: State, _ scene: Scene) -> [Binding] {
        switch state.cause {
        case .starting, .storage, .operatorAtWork: []
        case .noLink, .untrusted, .fenced, .terminalRefused, .closingDay:
            [Binding(.supervise, scene.texts.supervisor.keys.supervise)]
        }
    }

    package static func reduce(_ input: Input) -> Turn {
        input == .supervise
            ? .show(.operatorCode(.knocking), [.openOperatorPad]) : .refuse(nil)
    }

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.outOfService
        sheet.machineHeader()
        sheet.centred(what(state.cause, texts), row: 7, role: .title)
        sheet.centred(trying(state.cause, scene), row: 9)
        sheet.centred(reassurance(state.cause, texts), from: 12, role: .textDim)
        sheet.centred(unsettled(scene), row: 17, role: .statusWait)
        sheet.message(message(state, scene))
    }

    private static func what(_ cause: OutOfServiceCause, _ texts: Texts.OutOfService) -> String {
        switch cause {
        case .starting: texts.starting
        case .noLink: texts.noLink
        case .untrusted(.bank): texts.bankUntrusted
        case .untrusted(.terminal): texts.certificateRefused
        case .fenced: texts.fenced
        case .terminalRefused: texts.refused
        case .storage: texts.storage
        case .operatorAtWork: texts.operatorAtWork
        case .closingDay: texts.closingDay
        }
    }

    private static func trying(_ cause: OutOfServiceCause, _ scene: Scene) -> String {
        let texts = scene.texts.outOfService
        switch cause {
        case .starting, .noLink:
            let seconds = scene.surroundings.untilNextTry.secondsRoundedUp
            switch scene.surroundings.link {
            case .online, .slow: return texts.signingOn
            case .down where seconds > 0:
                return texts.nextTry.filled(["seconds": scene.count(seconds)])
            case .down: return texts.tryingNow
            }
        case .untrusted, .fenced, .terminalRefused, .storage:
            return texts.operatorCalled
        case .operatorAtWork, .closingDay:
            return texts.soonBack
        }
    }

    private static func reassurance(
        _ cause: OutOfServiceCause, _ texts: Texts.OutOfService
    ) -> [String] {
        switch cause {
        case .starting, .operatorAtWork, .closingDay: []
        case .noLink, .untrusted, .fenced, .terminalRefused, .storage: texts.settlesItself
        }
    }

    private static func unsettled(_ scene: Scene) -> String {
        let references = scene.surroundings.unsettled
        let texts = scene.texts.outOfService
        let shown = references.prefix(4).map(\.text).joined(separator: ", ")
        switch references.count {
        case 0: return ""
        case 1: return texts.oneUnsettled.filled(["refs": shown])
        default:
            let more = references.count > 4 ? " …" : ""
            return texts.unsettled.filled([
                "count": scene.count(references.count), "refs": shown + more,
            ])
        }
    }

    private static func message(_ state: State, _ scene: Scene) -> String {
        switch state.cause {
        case .starting:
            return scene.texts.outOfService.startingMessage
        case .noLink, .untrusted, .fenced, .terminalRefused, .storage, .operatorAtWork,
            .closingDay:
            let since = state.since.civil(utcOffset: scene.configuration.utcOffset).minuteText
            return scene.texts.outOfService.message.filled(["since": since])
        }
    }
}
