internal import BankProtocol
internal import Recording
internal import TextGrid
internal import Workload

/// What everybody may know of the demo: its cards, their PINs, its operator's code. The README has them too.
enum DemoSecrets {
    private static let operatorCode = "246810"

    static let known: [PINWatch.Known] =
        Cardholder.demo.map { PINWatch.Known($0.card.number.lastFour, $0.pin) }
        + [PINWatch.Known(KeyNotes.theOperator, operatorCode)]

    /// The keys that do again what was recorded; `nil` when nobody knows them any more, and for an order.
    static func keys(for event: RecordedEvent) -> [Key]? {
        switch event {
        case .order: nil
        case .key(let key, _): [key]
        case .card(let lastFour, _): holder(lastFour).map { typed($0.card.number.digits) }
        case .pin(.right(let lastFour), _): holder(lastFour).map { typed($0.pin) }
        case .pin(.wrong(let lastFour), _): holder(lastFour).map { typed($0.wrongPIN) }
        case .pin(.operatorRight, _): typed(operatorCode)
        case .pin(.operatorWrong, _): typed(String(operatorCode.reversed()))
        case .pin(.unknown, _): nil
        }
    }

    private static func holder(_ lastFour: String) -> Cardholder? {
        Cardholder.demo.first { $0.card.number.lastFour == lastFour }
    }

    private static func typed(_ digits: String) -> [Key] {
        digits.compactMap(\.wholeNumberValue).map { .digit($0) } + [.enter]
    }
}
