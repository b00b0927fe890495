import BankProtocol
package import CashMachine
import TextGrid

/// The last word of a visit that ends without a receipt.
package enum ClosingScreen {
    package enum Ending: Equatable, Sendable {
        case thanks
        /// The request is being undone.
        case undone(Reference, UndoingScreen.Undone)
        /// Whether the bank took the new PIN is not known.
        case pinInDoubt(Reference)
        case cashRetracted(Reference)
        /// The dispenser stopped; this much came out.
        case dispenseFailed(Reference, paid: NoteCounts)
        /// The dispenser cannot tell how much came out.
        case cashInDoubt(Reference)
        /// `release` is what should have come when the card had been taken.
        case cardKept(CardKeptCause, release: CardRelease?)
    }

    package struct State: Equatable, Sendable {
        package var ending: Ending
        package var attendance: Attendance

        package init(_ ending: Ending, attendance: Attendance) {
            self.ending = ending
            self.attendance = attendance
        }
    }

    package static func bindings(_ scene: Scene) -> [Binding] {
        [Binding(.enter, scene.texts.keys.finish), Binding(.cancel)]
    }

    package static func reduce(_ input: Input, _ scene: Scene) -> Turn {
        switch input {
        case .enter, .cancel:
            .show(scene.home, [])
        case .digit, .side, .click, .eraseOne, .eraseAll, .move, .track, .help, .theme, .redraw,
            .suspend, .quit, .supervise:
            .refuse(nil)
        }
    }

    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let words = words(state.ending, scene)
        sheet.machineHeader()
        let sign = words.isGood ? "" : "! "
        sheet.centred(sign + words.what, row: 7, role: words.isGood ? .title : .statusError)
        sheet.centred(words.money, row: 9, role: .textStrong)
        sheet.centred(words.next, row: 11)
        sheet.centred(words.small, row: 15, role: .textDim)
        sheet.message(scene.texts.closing.message)
        sheet.grid.cursor = Position(row: 7, column: 2)
    }

    /// What happened, what became of the money, what to do; reference last and small.
    private struct Words {
        var isGood: Bool
        var what: String
        var money: String
        var next: String
        var small: String
    }

    private static func words(_ ending: Ending, _ scene: Scene) -> Words {
        let texts = scene.texts.closing
        switch ending {
        case .thanks:
            return Words(
                isGood: true, what: texts.thanks, money: "", next: texts.goodbye, small: "")
        case .pinInDoubt(let reference):
            return Words(
                isGood: false, what: scene.texts.newPIN.inDoubtWhat,
                money: scene.texts.refusals.nothingMoved, next: scene.texts.newPIN.inDoubtNext,
                small: quote(reference, scene))
        case .undone(let reference, let what):
            return Words(
                isGood: true, what: texts.undone, money: undoneMoney(what, scene),
                next: texts.undoneNext,
                small: quote(reference, scene))
        case .cashRetracted(let reference):
            return Words(
                isGood: false, what: texts.retracted, money: texts.retractedMoney,
                next: texts.retractedNext, small: quote(reference, scene))
        case .dispenseFailed(let reference, let paid):
            return Words(
                isGood: false, what: texts.failed,
                money: texts.failedMoney.filled(["paid": scene.amount(paid.value)]),
                next: texts.failedNext, small: quote(reference, scene))
        case .cashInDoubt(let reference):
            return Words(
                isGood: false, what: texts.inDoubt, money: texts.inDoubtMoney,
                next: texts.inDoubtNext, small: quote(reference, scene))
        case .cardKept(let cause, let release):
            return Words(
                isGood: false, what: keptText(cause, texts), money: keptMoney(release, scene),
                next: texts.keptNext.filled(["hotline": scene.configuration.hotline]),
                small: keptCode(cause, scene))
        }
    }

    private static func undoneMoney(_ what: UndoingScreen.Undone, _ scene: Scene) -> String {
        switch what {
        case .cash: scene.texts.closing.undoneMoney
        case .transfer: scene.texts.transfer.undoneMoney
        }
    }

    private static func keptMoney(_ release: CardRelease?, _ scene: Scene) -> String {
        switch release {
        case .cash: scene.texts.closing.keptBeforeCash
        case .undone: scene.texts.undoing.notCharged
        case .receipt: scene.texts.closing.keptAfterAll
        case .nothing, nil: scene.texts.closing.keptMoney
        }
    }

    private static func keptText(_ cause: CardKeptCause, _ texts: Texts.Closing) -> String {
        switch cause {
        case .notTaken: texts.keptNotTaken
        case .bankOrder(.pinTriesExceeded): texts.keptPIN
        case .bankOrder: texts.keptOrder
        }
    }

    private static func keptCode(_ cause: CardKeptCause, _ scene: Scene) -> String {
        switch cause {
        case .notTaken: ""
        case .bankOrder(let code): "\(scene.texts.frame.code) \(code.rawValue)"
        }
    }

    private static func quote(_ reference: Reference, _ scene: Scene) -> String {
        scene.texts.closing.quote.filled([
            "ref": reference.text, "hotline": scene.configuration.hotline,
        ])
    }
}
