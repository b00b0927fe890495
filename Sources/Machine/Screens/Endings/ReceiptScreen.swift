package import CashMachine

/// The receipt: everything that a customer needs to prove what happened.
package enum ReceiptScreen {
    package struct State: Equatable, Sendable {
        package var receipt: Receipt
        package var attendance: Attendance
        package var focus: SideKey

        package init(_ receipt: Receipt, attendance: Attendance) {
            self.receipt = receipt
            self.attendance = attendance
            focus = .f
        }

        package func paper(_ scene: Scene) -> ReceiptPaper {
            ReceiptPaper(receipt, account: attendance.visit?.account, scene)
        }
    }

    package static func bindings(_ scene: Scene) -> [Binding] {
        let words = scene.texts.keys
        return [
            Binding(.sideKeys, words.choose), Binding(.moves, words.move),
            Binding(.enter, words.ok), Binding(.cancel, words.finish),
        ]
    }

    package static func choices(_ scene: Scene) -> [Choice] {
        let texts = scene.texts.receipt
        let off: OffReason? = scene.surroundings.isPrinterOut ? .noPaper : nil
        return [Choice(.a, texts.save, row: 19, off: off), Choice(.f, texts.finish, row: 19)]
    }

    package static func reduce(_ state: inout State, _ input: Input, _ scene: Scene) -> Turn {
        if input == .cancel { return .show(scene.home, []) }
        switch SideMenu(choices(scene)).take(input, focus: &state.focus) {
        case .chosen(.a):
            let paper = state.paper(scene)
            return .act([
                .saveReceipt(name: state.receipt.fileName, text: paper.text)
            ])
        case .chosen: return .show(scene.home, [])
        case .off(let reason): return .refuse(.off(reason))
        case .moved: return .stay
        case .nothing: return .refuse(nil)
        }
    }
}
