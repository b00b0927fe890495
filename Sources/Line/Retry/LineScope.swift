package import BankProtocol

/// What the line carries now.
package enum LineScope: Hashable, Sendable {
    /// Not signed on: nothing.
    case closed
    /// Signed on but refused (fenced, disabled, unknown): what is owed can be told, nothing new may be asked.
    case restricted
    case open

    package func carries(_ kind: ExchangeID.Kind) -> Bool {
        switch self {
        case .closed: false
        case .restricted: !kind.isOriginal
        case .open: true
        }
    }
}
