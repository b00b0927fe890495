import BankProtocol
import CashMachine
import TextGrid

extension MenuScreen {
    package static func draw(_ state: State, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.menu
        let card = state.visit.customer.card
        sheet.header(
            scene.configuration.bankName.uppercased(),
            [scene.configuration.machine.text, scene.cardText(card)])
        sheet.centred(
            texts.greeting.filled(["name": firstName(state.visit.customer.name)]), row: 4,
            role: .title)
        sheet.choices(choices(state, scene), focus: state.focus)
        sheet.centred(texts.howTo, row: 18, role: .textDim)
        sheet.message(message(scene))
    }

    private static func message(_ scene: Scene) -> String {
        scene.cashOff == nil ? scene.texts.menu.allAvailable : scene.texts.menu.noCash
    }

    private static func firstName(_ name: String) -> String {
        name.split(separator: " ").first.map(String.init) ?? name
    }
}
