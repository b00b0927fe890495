import Ledger

/// What becomes of something that a clerk shall look into.
enum CaseOpening: Hashable {
    case open
    /// An open case asks the same already; what is new turns it into one of this kind.
    case turn(CaseListing)
    /// The key has had this case, or one that answers it.
    case known
}

extension CaseKind {
    /// Decides whether a key whose cases are `cases` gets one of this kind.
    ///
    /// A kind once a key. `UNSETTLED`, `SUSPECT` and `KEPT` ask one thing, what became of the money, so that at most one of
    /// them is open at a time: what the machine itself tells is more than what the bank supposed when it fenced an epoch.
    /// An `UNSETTLED` case whose question a clerk has answered is known too; an advice that comes after the answer tells
    /// something new, and opens.
    func opening(among cases: [CaseListing]) -> CaseOpening {
        guard !cases.contains(where: { $0.kind == self }) else { return .known }
        switch self {
        case .suspect, .kept:
            let unsettled = cases.first { $0.kind == .unsettled && $0.resolved == nil }
            return unsettled.map(CaseOpening.turn) ?? .open
        case .unsettled:
            let isAnswered = cases.contains { $0.kind.tellsOfCash || $0.resolved != nil }
            return isAnswered ? .known : .open
        case .keyMismatch, .keySettled, .overdrawn, .outOfBalance:
            return .open
        }
    }

    private var tellsOfCash: Bool { self == .suspect || self == .kept }
}
