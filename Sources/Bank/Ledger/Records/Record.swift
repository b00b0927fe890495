package import BankProtocol

/// What the bank stored for one keyed message that it decided, in the transaction of its postings.
package struct Record: Hashable, Sendable {
    /// A key has at most one record of each.
    package enum Role: UInt8, Hashable, Sendable, CaseIterable {
        case original = 0
        case reversal = 1
        case advice = 2

        package init(_ kind: ExchangeID.Kind) {
            switch kind {
            case .inquiry, .financial, .reconciliation, .administrative: self = .original
            case .reversal: self = .reversal
            case .advice: self = .advice
            }
        }
    }

    package var terminal: TerminalID
    package var exchange: ExchangeID
    package var fingerprint: Fingerprint
    /// D3, D4 and D7 of the message.
    package var processingCode: ProcessingCode?
    package var amount: Money?
    package var transmitted: TransmissionTime
    /// What a reversal or an advice says of its original.
    package var claim: Claim?
    /// What was posted; `nil` when nothing was.
    package var movement: Movement?
    /// The card whose day's limit an original used.
    package var card: CardNumber?
    /// The business day, and the clock, of the decision.
    package var day: CivilDate
    package var at: Timestamp
    /// Only its code, once it is forgotten.
    package var answer: StoredAnswer
    /// An original's alone (`AnswerRetention`).
    package private(set) var isForgotten: Bool

    package init(
        of request: KeyedRequest, fingerprint: Fingerprint, movement: Movement?,
        card: CardNumber? = nil, day: CivilDate, at: Timestamp, answer: Answer
    ) {
        self.init(
            terminal: request.terminal, exchange: request.exchange, fingerprint: fingerprint,
            processingCode: request.operation.processingCode, amount: request.operation.amount,
            transmitted: request.transmitted, claim: Claim(request.operation), movement: movement,
            card: card, day: day, at: at, answer: StoredAnswer(answer))
    }

    package init(
        terminal: TerminalID, exchange: ExchangeID, fingerprint: Fingerprint,
        processingCode: ProcessingCode?, amount: Money?, transmitted: TransmissionTime,
        claim: Claim?, movement: Movement?, card: CardNumber?, day: CivilDate, at: Timestamp,
        answer: StoredAnswer, isForgotten: Bool = false
    ) {
        self.terminal = terminal
        self.exchange = exchange
        self.fingerprint = fingerprint
        self.processingCode = processingCode
        self.amount = amount
        self.transmitted = transmitted
        self.claim = claim
        self.movement = movement
        self.card = card
        self.day = day
        self.at = at
        self.answer = answer
        self.isForgotten = isForgotten
    }

    package mutating func forgetAnswer() {
        answer = StoredAnswer(code: answer.code)
        isForgotten = true
    }

    package var role: Role { Role(exchange.kind) }

    /// Whether this is an advice that settled its key: what still comes of the original must not execute.
    package var closesKey: Bool {
        role == .advice && (movement != nil || answer.code == .noSuchRecord)
    }

    /// Whether a message of this record's key and role has the content that was recorded.
    ///
    /// A reversal's content is D3, D4, D90 and D95: its reason and times may differ between journals' copies.
    package func isRepeated(by operation: Operation, _ fingerprint: Fingerprint) -> Bool {
        guard role == .reversal else { return self.fingerprint == fingerprint }
        return processingCode == operation.processingCode && amount == operation.amount
            && claim == Claim(operation)
    }

    /// Whether D3, D4 and D90 of a reversal are this original's.
    package func isOriginal(of named: OriginalTransaction) -> Bool {
        processingCode == named.processingCode && amount == named.amount
            && transmitted == named.transmitted
    }

    /// The stored answer to a repeat, marked as one where no other reason says more.
    package func replay(to request: KeyedRequest) -> Answer {
        var answer = self.answer.answer(to: request)
        answer.reason = answer.reason ?? .replay
        return answer
    }
}

/// What a reversal or an advice says of its original beside D3 and D4: D7 out of D90, and D95.
package struct Claim: Hashable, Sendable {
    package var transmitted: TransmissionTime
    package var actualAmount: Money

    package init(transmitted: TransmissionTime, actualAmount: Money) {
        self.transmitted = transmitted
        self.actualAmount = actualAmount
    }

    init?(_ operation: Operation) {
        switch operation {
        case .reversal(let reversal):
            self.init(
                transmitted: reversal.original.transmitted, actualAmount: reversal.actualAmount)
        case .advice(let advice):
            self.init(transmitted: advice.original.transmitted, actualAmount: advice.actualAmount)
        case .verify, .balance, .miniStatement, .withdrawal, .deposit, .transfer, .changePIN,
            .cashMovement, .capitalLetters, .prime, .dayClose:
            return nil
        }
    }
}
