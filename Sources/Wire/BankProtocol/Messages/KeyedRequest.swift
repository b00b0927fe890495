/// A keyed message as the terminal means it: equal in its first transmission and in every repeat.
///
/// What differs between transmissions (the last MTI digit, D60, the MAC) is a `Transmission`'s.
package struct KeyedRequest: Hashable, Sendable {
    package var terminal: TerminalID
    package var key: RequestKey
    /// D7: of the first transmission; a repeat keeps it.
    package var transmitted: TransmissionTime
    /// D12 and D13.
    package var localTime: LocalTime
    package var operation: Operation

    package init(
        terminal: TerminalID, key: RequestKey, transmitted: TransmissionTime, localTime: LocalTime,
        operation: Operation
    ) {
        self.terminal = terminal
        self.key = key
        self.transmitted = transmitted
        self.localTime = localTime
        self.operation = operation
    }

    package var exchange: ExchangeID { ExchangeID(operation.kind, key) }
}

/// One sending of a keyed request.
package struct Transmission: Hashable, Sendable {
    package var request: KeyedRequest
    package var isRepeat: Bool
    /// D60: every sequence below it, of the epoch of the request's key, is settled and durably so.
    package var mark: SequenceNumber

    package init(request: KeyedRequest, isRepeat: Bool, mark: SequenceNumber) {
        self.request = request
        self.isRepeat = isRepeat
        self.mark = mark
    }
}

/// A keyed request and its answer: what repeats share and what an answer is matched by.
package struct ExchangeID: Hashable, Sendable {
    /// The class of the message; a key has at most one record of each of the last three kinds.
    package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// 0100, answered by 0110.
        case inquiry
        /// 0200, answered by 0210.
        case financial
        /// 0220, answered by 0230.
        case advice
        /// 0420, answered by 0430.
        case reversal
        /// 0500, answered by 0510.
        case reconciliation
        /// 0600, answered by 0610.
        case administrative

        /// Originals execute once a key; advices and reversals speak of one.
        package var isOriginal: Bool {
            switch self {
            case .inquiry, .financial, .reconciliation, .administrative: true
            case .advice, .reversal: false
            }
        }
    }

    package var kind: Kind
    package var key: RequestKey

    package init(_ kind: Kind, _ key: RequestKey) {
        self.kind = kind
        self.key = key
    }
}

extension Operation {
    package var kind: ExchangeID.Kind {
        switch self {
        case .verify, .balance, .miniStatement: .inquiry
        case .withdrawal, .deposit, .transfer: .financial
        case .advice: .advice
        case .reversal: .reversal
        case .dayClose: .reconciliation
        case .changePIN, .cashMovement, .capitalLetters, .prime: .administrative
        }
    }

    /// D3; a day close has none.
    package var processingCode: ProcessingCode? {
        switch self {
        case .verify: ProcessingCode(.verify)
        case .balance(_, let account): ProcessingCode(.balance, from: account)
        case .miniStatement(_, let account): ProcessingCode(.miniStatement, from: account)
        case .withdrawal(_, _, let account): ProcessingCode(.withdrawal, from: account)
        case .deposit(_, _, _, let type): ProcessingCode(.deposit, to: type)
        case .transfer(_, _, let from, _, let to): ProcessingCode(.transfer, from: from, to: to)
        case .changePIN: ProcessingCode(.changePIN)
        case .cashMovement: ProcessingCode(.cashMovement)
        case .capitalLetters: ProcessingCode(.capitalLetters)
        case .prime: ProcessingCode(.prime)
        case .reversal(let reversal): reversal.original.processingCode
        case .advice(let advice): advice.original.processingCode
        case .dayClose: nil
        }
    }

    /// D4, where the message has one.
    package var amount: Money? {
        switch self {
        case .withdrawal(_, let amount, _), .deposit(let amount, _, _, _),
            .transfer(_, let amount, _, _, _),
            .cashMovement(_, let amount, _):
            amount
        case .reversal(let reversal): reversal.original.amount
        case .advice(let advice): advice.original.amount
        case .verify, .balance, .miniStatement, .changePIN, .capitalLetters, .prime, .dayClose: nil
        }
    }
    /// D2 and D14, where the message has them.
    package var card: Card? {
        switch self {
        case .verify(let authority), .balance(let authority, _), .miniStatement(let authority, _),
            .withdrawal(let authority, _, _), .transfer(let authority, _, _, _, _):
            authority.card
        case .changePIN(let card, _, _): card
        case .deposit, .cashMovement, .capitalLetters, .prime, .reversal, .advice, .dayClose: nil
        }
    }
}
