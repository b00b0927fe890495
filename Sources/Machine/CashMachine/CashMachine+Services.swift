internal import BankProtocol

// The mini statement and the change of the PIN: questions that move no money.
extension CashMachine {
    mutating func askStatement(of account: AccountType, _ session: Session) {
        let card = session.visitor.card
        let operation = Operation.miniStatement(authority(card, session.pinBlock), of: account)
        guard let asked = inquire(operation, .statement, card) else { return }
        situation = .askingStatement(session, asked)
    }

    mutating func statementAnswered(_ answer: Answer, _ session: Session, _ asked: Asked) {
        record(.inquirySettled(asked.key, answer.code))
        guard answer.code == .approved else {
            return refuse(answer, asked, session.visitor, next: .menu(session))
        }
        situation = .menu(session)
        report(.statement(answer.statement, answer.balances, asked.reference))
    }

    /// The visit's own block is the old PIN.
    mutating func changePIN(to new: PINBlock, _ session: Session) {
        let card = session.visitor.card
        let operation = Operation.changePIN(card, old: session.pinBlock, new: new)
        guard let asked = inquire(operation, .pinChange, card) else { return }
        situation = .changingPIN(session, new, asked)
    }

    /// What the bank recorded is certain; any other answer says nothing of which PIN holds.
    mutating func pinChangeAnswered(
        _ answer: Answer, _ session: Session, _ new: PINBlock, _ asked: Asked
    ) {
        record(.inquirySettled(asked.key, answer.code))
        if answer.code == .approved {
            var session = session
            session.pinBlock = new
            situation = .menu(session)
            report(.pinChanged(asked.reference))
        } else if answer.code.isRecorded {
            refuse(answer, asked, session.visitor, next: .menu(session))
        } else {
            emit(.log(.parked(asked.exchange, answer.code, answer.reason)))
            leaveInDoubt(session, asked, .unusableAnswer)
        }
    }

    /// Which of the two PINs holds is not known, and cannot be found out by repeating: that needs the PIN blocks, which must
    /// not outlive the visit. So the visit ends, and its customer is told which to try first. The key is settled: once the
    /// mark has passed it, the bank executes no copy of the request that is still on its way, so that what holds then
    /// stays.
    mutating func leaveInDoubt(_ session: Session, _ asked: Asked, _ cause: Refusal.Cause) {
        refuse(asked, cause, next: .menu(session))
        releaseCard(session.visitor, .nothing)
    }
}
