package import BankProtocol

/// The business fields of an answer: all but what it echoes of its request.
package struct StoredAnswer: Hashable, Sendable {
    package var code: ResponseCode
    package var reason: AnswerReason?
    package var authorisation: AuthorisationID?
    package var text: String?
    package var balances: [Balance]
    package var statement: [StatementEntry]
    package var settlement: Settlement?
    package var account: AccountNumber?
    package var otherAccount: AccountNumber?

    package init(
        code: ResponseCode, reason: AnswerReason? = nil, authorisation: AuthorisationID? = nil,
        text: String? = nil, balances: [Balance] = [], statement: [StatementEntry] = [],
        settlement: Settlement? = nil, account: AccountNumber? = nil,
        otherAccount: AccountNumber? = nil
    ) {
        self.code = code
        self.reason = reason
        self.authorisation = authorisation
        self.text = text
        self.balances = balances
        self.statement = statement
        self.settlement = settlement
        self.account = account
        self.otherAccount = otherAccount
    }

    package init(_ answer: Answer) {
        self.init(
            code: answer.code, reason: answer.reason, authorisation: answer.authorisation,
            text: answer.text, balances: answer.balances, statement: answer.statement,
            settlement: answer.settlement, account: answer.account,
            otherAccount: answer.otherAccount)
    }

    package func answer(to request: KeyedRequest) -> Answer {
        var answer = Answer(to: request, code, reason)
        answer.authorisation = authorisation
        answer.text = text
        answer.balances = balances
        answer.statement = statement
        answer.settlement = settlement
        answer.account = account
        answer.otherAccount = otherAccount
        return answer
    }
}
