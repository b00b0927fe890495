internal import BankProtocol
internal import CashMachine
internal import LineSession
internal import RetryingTransport

// The line's words for the machine's, and the machine's for the log's.

extension CashMachine.Event {
    /// - Returns: `nil` for what changes nothing at the machine.
    init?(_ event: TransportEvent) {
        switch event {
        case .link(.down(let nextTry)): self = .link(.down(nextTry: nextTry))
        case .link(.untrusted(let distrust, let nextTry)):
            self = .link(.untrusted(distrust, nextTry: nextTry))
        case .link(.connecting): return nil
        case .link(.up): self = .link(.up)
        case .link(.refused(let reason)): self = .link(.refused(reason))
        case .sent(let exchange, let number, let elapsed, let nextIn):
            self = .sent(exchange, number: number, elapsed: elapsed, nextIn: nextIn)
        case .answered(let answer): self = .answered(answer)
        case .deferred(let answer, let nextIn): self = .deferred(answer, nextIn: nextIn)
        case .late(let answer): self = .late(answer)
        }
    }
}

extension Urgency {
    init(_ patience: CashMachine.Patience) {
        switch patience {
        case .customerWaits: self = .customer
        case .nobodyWaits: self = .background
        }
    }
}

extension SignOnVerdict {
    init(_ conclusion: CashMachine.SignOnConclusion) {
        switch conclusion {
        case .proceed: self = .proceed
        case .reconnect: self = .reconnect
        case .restricted: self = .restricted
        }
    }
}

extension CashMachine.Notice {
    var sentence: String {
        switch self {
        case .late(let answer):
            "\(answer.exchange.name): answer \(answer.code.rawValue) came too late; not acted on"
        case .outOfTurn:
            "a command came out of turn; ignored"
        case .parked(let exchange, let code, let reason):
            "\(exchange.name): the bank answered \(code.rawValue)"
                + (reason.map { " (\($0))" } ?? "") + "; an operator must look"
        case .suspect(let key):
            "\(Reference(key).text): nobody can tell what was paid; count the cash"
        case .countIgnored(let key):
            "\(Reference(key).text): a count is not wanted of it now; ignored"
        case .escrowDisagrees(let key):
            "\(Reference(key).text): the deposit's notes are not where they should be; count them"
        case .cashChangeImpossible:
            "the dispenser has not so many notes, or notes are underway; no cash was changed"
        case .cashChangeRefused(let key):
            "\(Reference(key).text): the dispenser did not take the change of cash; nothing was told to the bank"
        case .oldCopy:
            "the devices know more than the journal: it is an old copy; a new instance is started"
        case .fenced:
            "another journal has taken this terminal's place; an operator must start a new instance"
        case .unusableGrant(let grant):
            "the bank granted epoch \(grant.epoch.number), seen \(grant.seen.number), which cannot be"
        case .sequencesUsedUp:
            "the last sequence number is used up; an operator must start a new journal"
        }
    }
}

extension ExchangeID {
    fileprivate var name: String { "\(kind) \(Reference(key).text)" }
}
