import CashMachine
import TextGrid

extension RefusalScreen {
    private static let left = 11
    private static let width = 60

    /// Four parts: what happened, what became of the money, what to do now; code and reference last and small.
    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.refusals
        let reference = "\(scene.texts.frame.reference) \(state.refusal.reference.text)"
        sheet.header(scene.texts.inquiryTitle(state.refusal.inquiry, scene), [reference])
        sheet.grid.write("!", row: 5, column: 8, role: .statusError)
        var row = sheet.paragraph(
            scene.texts.whatHappened(state.refusal, scene), row: 5, column: left, width: width,
            role: .title)
        row = sheet.paragraph(
            scene.texts.consequence(of: state.refusal), row: row + 1, column: left,
            width: width)
        if let amount = possible(state, scene) {
            let text = texts.upTo.filled(["amount": scene.amount(amount)])
            sheet.paragraph(text, row: row + 1, column: left, width: width, role: .money)
        }
        sheet.choices(choices(state, scene), focus: state.focus)
        let quote = texts.quote.filled([
            "code": scene.texts.codeText(state.refusal.cause),
            "ref": state.refusal.reference.text, "hotline": scene.configuration.hotline,
        ])
        sheet.message(quote)
    }
}
