internal import BankProtocol
internal import LedgerStore

/// Keeps no books: it approves whatever it is asked, in the form of a real answer, and forgets it. What a bank costs
/// without its store is measured against it.
final class NullStore: LedgerStore {
    func commit(_ batch: [Arrival], at now: Timestamp) -> [Answer] {
        batch.map { Self.approval(of: $0.transmission.request) }
    }

    func signOn(_ signOn: SignOn, of terminal: TerminalID, at now: Timestamp) -> SignOnDecision {
        guard let first = Epoch(number: 1) else { preconditionFailure("1 is an epoch") }
        return .granted(EpochGrant(epoch: first, seen: .none))
    }

    func raiseMark(of terminal: TerminalID, in epoch: Epoch, to mark: SequenceNumber) -> Bool {
        true
    }

    /// As long as a real approval of a withdrawal.
    private static func approval(of request: KeyedRequest) -> Answer {
        var answer = Answer(to: request, .approved)
        answer.authorisation = AuthorisationID("NULL00")
        answer.account = AccountNumber("2000000000016")
        answer.balances = [Balance.Kind.ledger, .available].map {
            Balance(account: .current, kind: $0, currency: .bdt, amount: .zero)
        }
        return answer
    }
}
