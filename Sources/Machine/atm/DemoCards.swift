internal import BankProtocol
internal import Screens

/// The cards that lie beside the demo's machine, by the letter that puts each in. Their PINs are in the README.
enum DemoCards {
    static let all: [App.Configuration.DemoCard] = [
        card(.a, .holder("Ayesha"), "9705000000084821"),
        card(.b, .holder("Rahim"), "9705000000017730"),
        card(.f, .reportedLost, "9705000000070093"),
        card(.g, .holder("Nasrin"), "9705000000095512"),
        card(.h, .expired, "9705000000066604", expires: (2024, 12)),
    ]

    private static func card(
        _ key: SideKey, _ label: App.Configuration.DemoCard.Label, _ digits: String,
        expires: (UInt16, UInt8) = (2030, 12)
    ) -> App.Configuration.DemoCard {
        guard let number = CardNumber(digits: digits),
            let expiry = CardExpiry(year: expires.0, month: expires.1)
        else { preconditionFailure("the demo's cards are cards") }
        return .init(key: key, label: label, card: Card(number: number, expiry: expiry))
    }
}
