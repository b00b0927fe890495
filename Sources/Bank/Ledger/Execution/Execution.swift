package import BankProtocol

/// What became of one original: the answer, and all that its transaction must write.
package struct Execution: Hashable, Sendable {
    package var answer: Answer
    package var movement: Movement?
    /// The card as it is afterwards, when the execution touched its PIN, its tries or its day's limit.
    package var card: IssuedCard?
    package var opens: CaseKind?
    /// A day close: the terminal's totals begin anew.
    package var startsPeriod: Bool

    package init(
        answer: Answer, movement: Movement? = nil, card: IssuedCard? = nil, opens: CaseKind? = nil,
        startsPeriod: Bool = false
    ) {
        self.answer = answer
        self.movement = movement
        self.card = card
        self.opens = opens
        self.startsPeriod = startsPeriod
    }
}

/// Why an original is not carried out. What a refusal found out about the PIN stays in the execution.
struct Refusal: Error, Hashable {
    var code: ResponseCode
    var reason: AnswerReason?
    var balances: [Balance] = []

    init(_ code: ResponseCode, _ reason: AnswerReason? = nil, balances: [Balance] = []) {
        self.code = code
        self.reason = reason
        self.balances = balances
    }
}
