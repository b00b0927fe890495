import BankProtocol

/// As much of `protocol.md` §5 as a machine can notice: one record a key, tombstones, reversals, advices.
struct SmallBank {
    private var answers: [ExchangeID: Answer] = [:]
    private var tombstones: Set<RequestKey> = []
    /// What the books say of a key: withdrawals' payouts and deposits' credits, reversals taken off.
    private(set) var net: [RequestKey: Money] = [:]
    /// The keys that an advice spoke of, each with what it said.
    private(set) var advised: [RequestKey: Money] = [:]

    /// Answers from the record, else executes; `refuses` an original that it has never seen.
    mutating func receive(_ request: KeyedRequest, refuses: Bool) -> Answer {
        if let answer = answers[request.exchange] { return answer }
        let answer = execute(request, refuses)
        answers[request.exchange] = answer
        return answer
    }

    private mutating func execute(_ request: KeyedRequest, _ refuses: Bool) -> Answer {
        switch request.operation {
        case .withdrawal(_, let amount, _), .deposit(let amount, _, _, _),
            .transfer(_, let amount, _, _, _):
            if tombstones.contains(request.key) {
                return Answer(to: request, .noActionTaken, .keyReversed)
            }
            if refuses { return Answer(to: request, .limitExceeded) }
            net[request.key] = amount
            return .approved(request)
        case .reversal(let reversal):
            let original = answers[ExchangeID(.financial, request.key)]
            if original == nil { tombstones.insert(request.key) }
            if original?.code == .approved { net[request.key] = reversal.actualAmount }
            return Answer(to: request, .approved, original == nil ? .unknownOriginal : nil)
        case .advice(let advice):
            advised[request.key] = advice.actualAmount
            return Answer(to: request, .approved)
        case .verify:
            return .verified(request)
        case .balance, .miniStatement, .changePIN, .cashMovement, .capitalLetters,
            .prime, .dayClose:
            return Answer(to: request, .approved)
        }
    }
}
