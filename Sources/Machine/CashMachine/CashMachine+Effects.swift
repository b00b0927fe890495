package import BankProtocol

extension CashMachine {
    /// What is to be done. Strictly in order, each finished before the next is begun: that a key is in the journal before
    /// its first byte is on the line, and cash behind the card, is the order of a list.
    package enum Effect: Hashable, Sendable {
        /// Durable before the next effect.
        case journal(JournalEvent)
        /// `sentBefore`: perhaps by a former life of this process.
        case send(KeyedRequest, Patience, sentBefore: Bool)
        case stop(ExchangeID)
        case raiseMark(SequenceNumber, of: Epoch)
        case arm(MachineTimer, after: Duration)
        case disarm(MachineTimer)
        /// The reply comes back as an event, before any other.
        case dispenser(DispenserCommand)
        case escrow(EscrowCommand)
        case card(CardCommand)
        case report(MachineReport)
        /// How the sign-on just answered ends.
        case conclude(SignOnConclusion)
        /// Makes the connection anew, with a sign-on of its own.
        case reconnect
        case log(Notice)
    }

    /// How patiently a request is repeated.
    package enum Patience: Hashable, Sendable {
        case customerWaits
        case nobodyWaits
    }

    package enum CardCommand: Hashable, Sendable {
        /// To the slot, for the customer to take.
        case eject
        /// Into the box of kept cards.
        case capture
    }

    package enum SignOnConclusion: Hashable, Sendable {
        case proceed
        /// The journal says something else by now: make the connection anew.
        case reconnect
        /// Only reversals and advices may go.
        case restricted
    }

    /// For the log, and the alarms among them for an operator.
    package enum Notice: Hashable, Sendable {
        /// An answer that came too late; never acted on.
        case late(Answer)
        case outOfTurn(CustomerCommand)
        case parked(ExchangeID, ResponseCode, AnswerReason?)
        case suspect(RequestKey)
        /// An operator counted what needs no count, or not yet.
        case countIgnored(RequestKey)
        /// Notes of this deposit are where they should not be.
        case escrowDisagrees(RequestKey)
        /// The devices know more than the journal, or are not its own.
        case oldCopy
        /// An operator ordered a change that the dispenser cannot count: more than there is, or notes are underway.
        case cashChangeImpossible
        /// The dispenser did not take this change into its counters.
        case cashChangeRefused(RequestKey)
        case fenced
        /// The bank has seen keys that this journal has not made, or granted an epoch that is none.
        case unusableGrant(EpochGrant)
        /// The last sequence is used up: a new instance is needed.
        case sequencesUsedUp

        package var isAlarm: Bool {
            switch self {
            case .late, .outOfTurn, .countIgnored: false
            case .parked, .suspect, .escrowDisagrees, .oldCopy, .cashChangeImpossible,
                .cashChangeRefused, .fenced, .unusableGrant, .sequencesUsedUp:
                true
            }
        }
    }
}
