/// D3: what is asked for, and of which accounts.
package struct ProcessingCode: Hashable, Sendable {
    package var type: TransactionType
    package var from: AccountType
    package var to: AccountType

    package init(
        _ type: TransactionType, from: AccountType = .unspecified, to: AccountType = .unspecified
    ) {
        self.type = type
        self.from = from
        self.to = to
    }
}

/// The first two digits of D3.
package enum TransactionType: UInt8, Hashable, Sendable, CaseIterable {
    case withdrawal = 1
    case deposit = 21
    case balance = 31
    case verify = 33
    case miniStatement = 38
    case transfer = 40
    case changePIN = 70
    case capitalLetters = 93
    case prime = 94
    /// Cash put into the machine or taken out of it by an operator.
    case cashMovement = 95
}
