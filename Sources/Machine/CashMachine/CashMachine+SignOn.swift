package import BankProtocol

// What the journal says of itself to the bank, and what it makes of the answer (`protocol.md` §4).
extension CashMachine {
    /// - Precondition: It was started.
    package var signOn: SignOn {
        guard let signOn = book.signOn else {
            preconditionFailure("a machine signs on only after its start")
        }
        return signOn
    }

    mutating func signedOn(_ said: SignOn, _ answer: NetworkAnswer) {
        guard said == signOn else { return emit(.conclude(.reconnect)) }
        if answer.code == .approved, case .signOn(let grant?) = answer.operation {
            granted(grant)
        } else if answer.code == .notPermittedToTerminal {
            if answer.reason == .fenced { fence() }
            emit(.conclude(.restricted))
        } else {
            emit(.conclude(.reconnect))
        }
    }

    private mutating func fence() {
        if !book.isFenced { record(.fenced) }
        emit(.log(.fenced))
        settleLeftToBankWhenFenced()
        keepUnconfirmedDeposits()
        parkCashChanges()
        giveUpDayClose()
    }

    private mutating func granted(_ grant: EpochGrant) {
        if book.hasEpoch, grant.epoch == book.epoch, grant.seen < book.next {
            hasSignedOn = true
            return emit(.conclude(.proceed))
        }
        guard grant.epoch > book.epoch, grant.seen == .none else {
            emit(.log(.unusableGrant(grant)))
            return emit(.conclude(.restricted))
        }
        // The visit's own money is finished first, under the old epoch; this connection waits for that.
        guard situation.moneyKey == nil else { return emit(.conclude(.reconnect)) }
        // A question that a customer waits for was asked under the old epoch: nothing will come of it.
        giveUpInquiry()
        // First: a crash between finds the keys suspect, not the epoch taken and the keys open.
        distrustOpenKeys()
        record(.epochTaken(grant.epoch))
        emit(.conclude(.reconnect))
    }

    /// A fenced instance's originals are refused for good.
    private mutating func keepUnconfirmedDeposits() {
        for (key, deposit) in book.deposits.sorted(by: { $0.key < $1.key })
        where key != situation.moneyKey {
            if case .vaulted = deposit.state {
                emit(.stop(ExchangeID(.financial, key)))
                keep(key)
            }
        }
    }
}
