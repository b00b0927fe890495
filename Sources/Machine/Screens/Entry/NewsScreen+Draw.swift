import BankProtocol
import CashMachine
import TextGrid

extension NewsScreen {
    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.news
        sheet.machineHeader()
        let title =
            switch state.reader {
            case .anybody: texts.interrupted
            case .owner: texts.yours
            }
        sheet.centred(title, row: 4, role: .title)
        for (place, news) in state.shown(scene).enumerated() {
            draw(news, row: 6 + 5 * place, &sheet)
        }
        sheet.message(message(state, scene))
        sheet.grid.cursor = Position(row: 6, column: 8)
    }

    private static func draw(_ news: OwnersNews, row: Int, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.news
        let words = words(news, scene)
        let title = title(news.kind, texts).filled(["amount": scene.amount(news.amount)])
        sheet.grid.write(title, row: row, column: 8, role: .textStrong)
        sheet.grid.write(
            words.sign + words.money, row: row + 1, column: 8, role: words.role)
        sheet.grid.write(words.next, row: row + 2, column: 8, role: .text)
        let quote = texts.quote.filled([
            "card": news.lastFour, "ref": news.reference.text,
            "hotline": scene.configuration.hotline,
        ])
        sheet.grid.write(quote, row: row + 3, column: 8, role: .textDim)
    }

    private static func title(_ kind: Receipt.Kind, _ texts: Texts.News) -> String {
        switch kind {
        case .withdrawal: texts.withdrawal
        case .deposit: texts.deposit
        case .transfer: texts.transfer
        }
    }

    private static func noCash(_ kind: Receipt.Kind, _ scene: Scene) -> String {
        switch kind {
        case .withdrawal, .deposit: scene.texts.news.noCash
        case .transfer: scene.texts.transfer.undoneMoney
        }
    }

    private static func message(_ state: State, _ scene: Scene) -> String {
        let texts = scene.texts.news
        switch state.reader {
        case .owner: return texts.forOwner
        case .anybody:
            let rest = state.news(scene).count - room
            return rest > 0 ? texts.more.filled(["count": String(rest)]) : texts.forAnybody
        }
    }

    /// What became of the money, and what is to be done; a sign where it is not settled well.
    private struct Words {
        var sign = ""
        var role = Role.statusOK
        var money: String
        var next: String
    }

    private static func words(_ news: OwnersNews, _ scene: Scene) -> Words {
        let texts = scene.texts.news
        switch news.fate {
        case .unclear:
            return Words(sign: "~ ", role: .statusWait, money: texts.unclear, next: "")
        case .reversed(let paid, let isDone):
            let money = paid == .zero ? noCash(news.kind, scene) : texts.someCash
            return Words(
                money: money.filled(["paid": scene.amount(paid)]),
                next: isDone ? texts.undone : texts.beingUndone)
        case .paid(let money):
            return Words(
                money: texts.paid.filled(["paid": scene.amount(money)]), next: texts.nothingToDo)
        case .transferred:
            return Words(money: texts.transferred, next: texts.nothingToDo)
        case .leftToBank:
            return Words(
                sign: "! ", role: .statusWait, money: texts.leftToBank, next: texts.askBank)
        case .inDoubt(let bankKnows):
            return Words(
                sign: "! ", role: .statusWait, money: texts.inDoubt,
                next: bankKnows ? texts.bankWasTold : texts.bankIsTold)
        case .counted:
            return Words(money: texts.counted, next: texts.clerkSettles)
        case .unconfirmed:
            return Words(
                sign: "~ ", role: .statusWait, money: texts.inVault, next: texts.beingConfirmed)
        case .credited:
            return Words(money: texts.credited, next: replaced(news, texts))
        case .returned(let money):
            return Words(
                money: money == .zero
                    ? texts.noNotes : texts.handedBack.filled(["amount": scene.amount(money)]),
                next: money == .zero ? texts.nothingToDo : texts.nothingCredited)
        case .kept(let money, let bankKnows):
            return Words(
                sign: "! ", role: .statusWait,
                money: texts.kept.filled(["amount": scene.amount(money)]),
                next: bankKnows ? texts.keptWasTold : texts.keptIsTold)
        }
    }

    private static func replaced(_ news: OwnersNews, _ texts: Texts.News) -> String {
        guard let number = news.replacement, let earlier = news.receipt else {
            return texts.nothingToDo
        }
        return texts.replaced.filled(["number": String(number), "earlier": String(earlier)])
    }
}
