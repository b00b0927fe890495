internal import Retry

/// How patiently an exchange repeats itself.
package enum Urgency: Hashable, Sendable {
    /// A customer waits: the same interval again and again.
    case customer
    /// Nobody waits: back-off.
    case background
}

extension Urgency {
    var rhythm: Rhythm {
        switch self {
        case .customer: .steady
        case .background: .backingOff
        }
    }
}
