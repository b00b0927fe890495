package import CashMachine

/// A moment at which a machine can be killed: its journal has just come to hold an entry of this kind.
package enum JournalPoint: String, Hashable, Sendable, CaseIterable {
    case inquiry
    case inquirySettled = "inquiry-settled"
    case intent
    case approved
    case dispensing
    case presented
    case reversing
    case suspect
    case leftToBank = "left-to-bank"
    case escrowed
    case depositAsked = "deposit-asked"
    case vaulted
    case handedBack = "handed-back"
    case kept
    case adviceAcknowledged = "advice-acknowledged"
    case originalUnknown = "original-unknown"
    case counted
    case settled
    case parked
    case receipt
    case cardKept = "card-kept"
    case cashChange = "cash-change"
    case cashCounted = "cash-counted"
    case cashChangeSettled = "cash-change-settled"
    case cardsHandedOver = "cards-handed-over"
    case dayClose = "day-close"
    case dayCloseSettled = "day-close-settled"

    /// `nil` for entries that say nothing of a customer's or an operator's business.
    package init?(_ event: JournalEvent) {
        switch event {
        case .instanceStarted, .devicesKnown, .epochTaken, .fenced, .interrupted, .newsTold,
            .operatorEntered, .operatorLeft, .operatorRefused:
            return nil
        case .inquiry: self = .inquiry
        case .inquirySettled: self = .inquirySettled
        case .withdrawal, .transfer: self = .intent
        case .leftToBank: self = .leftToBank
        case .approved: self = .approved
        case .dispensing: self = .dispensing
        case .presented: self = .presented
        case .reversing: self = .reversing
        case .suspect: self = .suspect
        case .deposit: self = .escrowed
        case .depositAsked: self = .depositAsked
        case .vaulted: self = .vaulted
        case .handedBack: self = .handedBack
        case .kept: self = .kept
        case .adviceAcknowledged: self = .adviceAcknowledged
        case .originalUnknown: self = .originalUnknown
        case .counted: self = .counted
        case .settled: self = .settled
        case .parked: self = .parked
        case .receipt: self = .receipt
        case .cardKept: self = .cardKept
        case .cashChange: self = .cashChange
        case .cashCounted: self = .cashCounted
        case .cashChangeSettled: self = .cashChangeSettled
        case .cardsHandedOver: self = .cardsHandedOver
        case .dayClose: self = .dayClose
        case .dayCloseSettled: self = .dayCloseSettled
        }
    }
}
