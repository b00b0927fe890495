package import BankProtocol

/// The bank's approval of one withdrawal, without which the dispenser moves nothing.
///
/// Only an answer makes one. It is never stored, so that nothing after a restart can pay.
package struct DispenseAuthorisation: Hashable, Sendable {
    package let operation: RequestKey
    package let amount: Money
    package let id: AuthorisationID

    /// - Returns: `nil` unless `answer` approves just this withdrawal and its own amount, and bears an authorisation id.
    package init?(_ answer: Answer, for withdrawal: Withdrawal) {
        guard answer.code == .approved,
            answer.exchange == ExchangeID(.financial, withdrawal.key),
            answer.processingCode == withdrawal.processingCode,
            answer.amount == withdrawal.amount,
            let id = answer.authorisation
        else { return nil }
        operation = withdrawal.key
        amount = withdrawal.amount
        self.id = id
    }
}
