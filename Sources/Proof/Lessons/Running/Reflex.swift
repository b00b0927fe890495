internal import CashMachine
internal import Control
internal import TextGrid

/// What a customer, or who counts, presses at a screen to get on: who he is and where he wants to go decides.
enum Reflex: Hashable {
    /// Ayesha, on her way to this screen, who takes 500.
    case customer(to: Showing.Place)
    /// Counts what is in doubt: so many notes of 500 were paid out.
    case clerk(fiveHundreds: Int)

    /// - Returns: Nothing where the screen passes by itself.
    func orders(at place: Showing.Place) -> [ControlOrder] {
        switch self {
        case .customer(let target): Self.customer(at: place, leaves: target == .welcome)
        case .clerk(let notes): Self.clerk(at: place, notes)
        }
    }

    private static func customer(at place: Showing.Place, leaves: Bool) -> [ControlOrder] {
        switch place {
        case .welcome: leaves ? [] : [.press(.letter("a"))]
        // What was typed before is cleared: the keys may come a second time.
        case .pin:
            leaves
                ? [.press(.escape)]
                : [.press(.delete), .type(ayeshasPIN), .press(.enter)]
        case .menu: [.press(.letter(leaves ? "i" : "b"))]
        case .amounts: [.press(.letter(leaves ? "i" : "a"))]
        case .takeCard, .takeCash, .receipt, .closing, .news: [.press(.enter)]
        case .refusal, .service: [.press(.escape)]
        case .operatorCode, .operatorMenu, .operatorBusiness, .firstCount, .secondCount,
            .countsAgree, .operatorPage:
            [.press(.escape)]
        case .outOfService, .moment, .waiting, .undoing: []
        }
    }

    private static func clerk(at place: Showing.Place, _ notes: Int) -> [ControlOrder] {
        switch place {
        case .welcome: [.press(.control("o"))]
        case .operatorCode: [.press(.delete), .type(demoCode), .press(.enter)]
        case .operatorMenu: [.press(.letter("h"))]
        case .operatorBusiness: [.press(.letter("a"))]
        case .firstCount, .secondCount:
            [.press(.down), .press(.delete), .press(.digit(notes)), .press(.enter)]
        case .countsAgree: [.press(.letter("d"))]
        case .news: [.press(.enter)]
        case .pin, .menu, .amounts, .refusal, .service, .takeCard, .takeCash, .receipt, .closing,
            .operatorPage:
            [.press(.escape)]
        case .outOfService, .moment, .waiting, .undoing: []
        }
    }

    // Of the demo's data, printed in the README.
    private static let ayeshasPIN = "1357"
    private static let demoCode = "246810"
}
