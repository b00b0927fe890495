package import BankProtocol

extension CashMachine {
    /// The time of an event: limits are measured by `uptime`, which never falls; `wall` is for people and messages.
    package struct Now: Hashable, Sendable {
        package var uptime: Duration
        package var wall: Timestamp

        package init(uptime: Duration, wall: Timestamp) {
            self.uptime = uptime
            self.wall = wall
        }
    }

    /// What happens to the machine.
    package enum Event: Hashable, Sendable {
        /// The first. `spare` names a new instance, should one be wanted.
        case started(spare: InstanceID)
        case customer(CustomerCommand)
        case operatorOrder(OperatorOrder)
        case timerFired(MachineTimer)

        case link(LineStatus)
        case sent(ExchangeID, number: Int, elapsed: Duration, nextIn: Duration)
        case answered(Answer)
        case deferred(Answer, nextIn: Duration)
        case late(Answer)
        /// The bank's answer to a sign-on that said `SignOn`.
        case signedOn(SignOn, NetworkAnswer)

        /// The device's reply to a command; as before the command if it refused.
        case dispenser(DispenserCommand, DispenserReport)
        case escrow(EscrowCommand, EscrowReport)

        /// The journal or a device cannot be written. Nothing is done from here on.
        case storageFailed
    }

    package enum OperatorOrder: Hashable, Sendable {
        /// The code was right: as soon as no customer is at the machine, none is served any more.
        case enter
        /// Back to service; or he does not wait any longer.
        case leave
        /// A code was wrong.
        case wrongCode
        /// An operator has counted: this much of the operation was paid out, or kept.
        case counted(RequestKey, Money)
        /// He has changed what is inside, and counted it twice.
        case changeCash(CashChange)
        /// A change, or a day close, that the bank refuses to hear: its clerk has been told by hand.
        case setAside(RequestKey)
        /// The bank is asked whether it counted the same as the journal since the last time.
        case closeDay
        /// He has taken the kept cards out of their box, and counted them.
        case handOverCards(Int)
        /// After a fence: a new instance of this name takes the terminal's place.
        case startInstance(InstanceID)
    }

    package enum LineStatus: Hashable, Sendable {
        case down(nextTry: Duration)
        /// No connection, since one end does not trust the other.
        case untrusted(LineDistrust, nextTry: Duration)
        case up
        /// Signed on to nothing but reversals and advices.
        case refused(AnswerReason?)
    }

    /// Names what it was armed for, so that one that fires too late meets a machine that no longer waits for it.
    package enum MachineTimer: Hashable, Sendable {
        /// The customer's patience with the bank.
        case answer(RequestKey)
        /// The card at the slot, of the visit with this number.
        case card(visit: Int)
        /// The notes at the shutter.
        case cash(RequestKey)
        /// The notes at the tray, given back.
        case tray(RequestKey)
        /// What is parked is to be told to the bank once more.
        case parked
    }
}
