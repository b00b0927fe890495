extension ProcessingCode {
    /// Whether `protocol.md` §3 lists this code for messages of such a kind.
    func isListed(for kind: ExchangeID.Kind) -> Bool {
        guard namesAllowedAccounts else { return false }
        switch kind {
        case .inquiry, .financial, .administrative: return type.kind == kind
        case .reversal: return type.kind == .financial
        case .advice: return type == .withdrawal || type == .deposit
        case .reconciliation: return false
        }
    }

    private var namesAllowedAccounts: Bool {
        switch type {
        case .balance, .miniStatement, .withdrawal: to == .unspecified
        case .deposit: from == .unspecified
        case .transfer: true
        case .verify, .changePIN, .capitalLetters, .prime, .cashMovement:
            from == .unspecified && to == .unspecified
        }
    }
}

extension TransactionType {
    /// The kind of the original messages that ask for it.
    package var kind: ExchangeID.Kind {
        switch self {
        case .verify, .balance, .miniStatement: .inquiry
        case .withdrawal, .deposit, .transfer: .financial
        case .changePIN, .capitalLetters, .prime, .cashMovement: .administrative
        }
    }

    /// Whether its messages bear D4.
    var hasAmount: Bool {
        switch self {
        case .withdrawal, .deposit, .transfer, .cashMovement: true
        case .verify, .balance, .miniStatement, .changePIN, .capitalLetters, .prime: false
        }
    }
}
