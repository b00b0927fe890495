import BankProtocol
import CashMachine
import TextGrid

extension BusinessPage {
    private static let columns = [-5, -14, 39, -42, -53, 76]

    static func draw(_ chosen: Int, _ supervision: Supervision, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor.business
        sheet.operatorHeader([texts.title])
        let open = business(chosen, scene)
        sheet.choices(choices(chosen, scene), focus: open == nil ? .i : nil)
        guard let business = open else {
            sheet.centred(texts.none, row: 9, role: .title)
            sheet.centred(texts.noneMore, row: 11)
            sheet.message(texts.cashIsOn)
            return
        }
        list(chosen, supervision.business, &sheet)
        var row = 12
        for sentence in sentences(business, scene) {
            row = sheet.paragraph(sentence, row: row, column: 5, width: 71)
        }
        sheet.message(supervision.uncounted.isEmpty ? texts.cashIsOn : texts.cashIsOff)
    }

    private static func list(_ chosen: Int, _ all: [OpenBusiness], _ sheet: inout Sheet) {
        sheet.tableRow(
            sheet.scene.texts.supervisor.business.columns, columns, row: 4, role: .textDim)
        let chosen = min(chosen, all.count - 1)
        let first = max(0, min(chosen - visible + 2, all.count - visible))
        for (offset, business) in all.dropFirst(first).prefix(visible).enumerated() {
            line(business, isChosen: first + offset == chosen, row: 5 + offset, &sheet)
        }
    }

    private static func line(
        _ business: OpenBusiness, isChosen: Bool, row: Int, _ sheet: inout Sheet
    ) {
        let scene = sheet.scene
        let texts = scene.texts.supervisor.business
        let begun = business.begun.civil(utcOffset: scene.configuration.utcOffset)
        let tries = business.exchange == nil ? "-" : scene.count(business.tries)
        let words = [
            business.reference.text, texts.kind(business.kind), scene.number(business.amount),
            "**** \(business.lastFour)", begun.dayAndMinuteText, tries,
        ]
        if isChosen {
            sheet.grid.write("▸", row: row, column: 2, role: .key)
            sheet.grid.fill(
                Area(row: row, column: 4, rows: 1, columns: 73), role: .choiceFocus)
            sheet.grid.cursor = Position(row: row, column: 5)
        }
        if business.isToBeCounted {
            sheet.grid.write("!", row: row, column: 3, role: .statusError)
        }
        sheet.tableRow(words, columns, row: row, role: isChosen ? .choiceFocus : .text)
    }

    /// `ref 000125  withdrawal 2,000  try 31  reversal`.
    static func summary(_ business: OpenBusiness, _ scene: Scene) -> String {
        let texts = scene.texts.supervisor.business
        let tries =
            business.exchange == nil
            ? [] : [texts.tryNumber.filled(["count": scene.count(business.tries)])]
        let words =
            [
                scene.texts.frame.reference + " " + business.reference.text,
                texts.kind(business.kind) + " " + scene.number(business.amount),
            ] + tries + [texts.standing(business.standing)]
        return words.joined(separator: "  ")
    }

    /// What it is, what is being done by itself, and what an operator can do.
    private static func sentences(_ business: OpenBusiness, _ scene: Scene) -> [String] {
        let texts = scene.texts.supervisor.business
        var sentences = [
            texts.explanation(business).filled([
                "most": scene.amount(business.actual),
                "counted": business.counted.map { scene.amount($0) } ?? "",
            ])
        ]
        if let code = business.parked {
            sentences.append(texts.parked.filled(["code": code.rawValue]))
        } else if business.exchange != nil {
            sentences.append(texts.beingTold)
        } else if business.isAcknowledged {
            sentences.append(texts.bankKnows)
        }
        sentences.append(texts.whatToDo(business))
        return sentences
    }
}

extension Texts.Supervisor.Business {
    func kind(_ kind: OpenBusiness.Kind) -> String {
        switch kind {
        case .withdrawal: withdrawal
        case .deposit: deposit
        case .transfer: transfer
        }
    }

    func standing(_ standing: OpenBusiness.Standing) -> String {
        switch standing {
        case .asked: asked
        case .paying: paying
        case .reversing: reversing
        case .suspect: suspect
        case .escrowed: escrowed
        case .unconfirmed: unconfirmed
        case .returned: returned
        case .leftToBank: leftToBank
        case .kept: kept
        }
    }

    func whatToDo(_ business: OpenBusiness) -> String {
        if business.isToBeCounted { return countIt }
        return business.isForClerk ? leaveToClerk : nothingToDo
    }

    func explanation(_ business: OpenBusiness) -> String {
        switch business.standing {
        case .asked: askedMore
        case .paying: payingMore
        case .reversing: reversing(business)
        case .suspect: business.counted == nil ? suspectMore : countedMore
        case .escrowed: escrowedMore
        case .unconfirmed: unconfirmedMore
        case .returned: returnedMore
        case .leftToBank: leftToBankMore
        case .kept: business.counted == nil ? keptMore : countedMore
        }
    }

    private func reversing(_ business: OpenBusiness) -> String {
        switch business.kind {
        case .transfer: reversingTransferMore
        case .withdrawal, .deposit:
            business.actual == .zero ? reversingMore : reversingPartMore
        }
    }
}
