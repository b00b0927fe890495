package import Control
package import TextGrid

/// What somebody did in a recorded session: an order, or something at the machine's own keyboard.
package enum RecordedEvent: Hashable, Sendable {
    case order(ControlOrder)
    /// A key, and the screen that it was pressed at.
    case key(Key, at: String)
    /// A card was typed or swiped: its last four digits alone.
    case card(lastFour: String, at: String)
    /// A PIN or an operator's code was typed, and Enter.
    case pin(TypedPIN, at: String)

    /// The screen that it waits for; an order waits for none.
    package var screen: String? {
        switch self {
        case .order: nil
        case .key(_, let screen), .card(_, let screen), .pin(_, let screen): screen
        }
    }
}

/// What may be told of a PIN that was typed: never its digits.
package enum TypedPIN: Hashable, Sendable {
    /// That of the card inside, as it lies beside the demo's machine with its PIN.
    case right(lastFour: String)
    /// Not the one of that card.
    case wrong(lastFour: String)
    case operatorRight
    case operatorWrong
    /// Of a card that is none of the demo's, or a new one of its customer's own.
    case unknown
}

extension RecordedEvent: CustomStringConvertible {
    /// For the person who watches.
    package var description: String {
        switch self {
        case .order(let order): "\(order)"
        case .key(let key, let screen): "key \(key.word ?? "?") at \(screen)"
        case .card(let lastFour, _): "card **** \(lastFour)"
        case .pin(.right(let lastFour), _): "PIN of **** \(lastFour)"
        case .pin(.wrong(let lastFour), _): "wrong PIN for **** \(lastFour)"
        case .pin(.operatorRight, _): "the operator's code"
        case .pin(.operatorWrong, _): "a wrong operator's code"
        case .pin(.unknown, _): "a PIN that nobody recorded"
        }
    }
}
