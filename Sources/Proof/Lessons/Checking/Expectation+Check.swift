internal import BankProtocol
internal import CashMachine
internal import Control
internal import Lab
internal import LinkFaults

extension Expectation {
    /// Holds it against what was seen.
    package func check(_ evidence: LessonEvidence) -> Finding {
        switch self {
        case .meanIsTheory: return Self.mean(evidence)
        case .onlyOursConserves: return Self.contrast(evidence)
        case .invariants: return Self.invariants(evidence)
        case .executed, .reversed, .cash, .onceOrNotAtAll, .ledgerIsCash, .lost, .brokenOff,
            .answeredFromRecord, .overtaken, .machineDied, .newEpoch, .inDoubt, .counted:
            break
        }
        guard let account = evidence.account, let cash = evidence.cash else {
            return .broken("the journal has no withdrawal of this lesson")
        }
        return check(evidence, account, cash)
    }

    private func check(
        _ evidence: LessonEvidence, _ account: KeyAccount, _ cash: Money
    ) -> Finding {
        switch self {
        case .executed(let count):
            return Self.times("executed", account.executed, wanted: count)
        case .reversed(let count):
            return Self.times("reversed", account.reversed, wanted: count)
        case .cash(let wanted):
            let said = cash == .zero ? "no cash" : "cash \(cash.whole)"
            return cash == wanted ? .met(said) : .broken("\(said), expected \(wanted.whole)")
        case .onceOrNotAtAll: return Self.onceOrNotAtAll(evidence, account, cash)
        case .ledgerIsCash:
            return account.cashOut == cash
                ? .met("ledger and dispenser agree")
                : .broken("the ledger has \(account.cashOut.whole), the dispenser \(cash.whole)")
        case .lost(let direction, let least):
            let lost = evidence.lost(direction)
            let what = direction == .toBank ? "request" : "answer"
            return lost >= least
                ? .met("\(lost) \(what)\(lost == 1 ? "" : "s") lost")
                : .broken("the line lost \(lost) of its \(what)s, expected \(least)")
        case .brokenOff:
            return evidence.line.contains { $0.course == .brokenOff }
                ? .met("the answer lost with the line")
                : .broken("no answer was under way when the line was cut")
        case .answeredFromRecord:
            return evidence.replays > 0
                ? .met("answered from the record")
                : .broken("no repeat was answered from the record")
        case .overtaken: return Self.overtaken(evidence, account)
        case .machineDied:
            let deaths = evidence.machineDeaths
            return deaths > 0
                ? .met("machine killed and back") : .broken("the machine's process did not die")
        case .newEpoch:
            guard let key = evidence.key, let now = evidence.after?.epoch else {
                return .broken("the journal has no epoch")
            }
            return now > key.epoch
                ? .met("new epoch \(now.number)")
                : .broken("the epoch is still \(now.number), expected a new one")
        case .inDoubt:
            return account.isSuspect && account.openCases == 1
                ? .met("in doubt, one case at the bank")
                : .broken(
                    account.isSuspect
                        ? "in doubt with \(account.openCases) cases, expected one"
                        : "the journal does not have it in doubt")
        case .counted:
            guard case .resolved(let paid)? = account.ending else {
                return .broken("no operator's count has settled it")
            }
            return .met("counted: \(paid.whole) paid out")
        case .invariants, .meanIsTheory, .onlyOursConserves:
            preconditionFailure("checked without a key")
        }
    }

    private static func times(_ what: String, _ count: Int, wanted: Int) -> Finding {
        let said = count == 0 ? "not \(what)" : "\(what) \(count.times)"
        return count == wanted
            ? .met(said) : .broken("\(said), expected \(wanted.times)")
    }

    private static func onceOrNotAtAll(
        _ evidence: LessonEvidence, _ account: KeyAccount, _ cash: Money
    ) -> Finding {
        let said = "executed \(account.executed.times), reversed \(account.reversed.times), "
        guard account.executed <= 1, account.reversed <= account.executed,
            account.cashOut == cash, cash == .zero || cash == account.amount
        else { return .broken(said + "cash \(cash.whole)") }
        let tries = "after \(evidence.tries) tries"
        return .met(
            cash == .zero
                ? "given up \(tries), not charged, no cash" : "charged once, paid once, \(tries)")
    }

    private static func overtaken(_ evidence: LessonEvidence, _ account: KeyAccount) -> Finding {
        guard account.isOriginalUnknown else {
            return .broken("the reversal did not come before its original")
        }
        let answers = evidence.line.filter { $0.type == "0210" }
        guard let last = answers.last else {
            return .broken("the original that came late was not answered")
        }
        return last.code == .approved
            ? .broken("the original that came late was approved")
            : .met("the late original refused")
    }

    private static func invariants(_ evidence: LessonEvidence) -> Finding {
        guard let after = evidence.after else { return .broken("the books were never read") }
        return after.breach.map { .broken($0) } ?? .met("all invariants hold")
    }

    private static func mean(_ evidence: LessonEvidence) -> Finding {
        guard let row = evidence.experiment else { return .broken("the experiment has no row") }
        let said =
            "mean \(row.times.mean.text(decimals: 1)) s of \(row.times.count) trials, theory "
            + "\(row.theory.mean.text(decimals: 1)) s"
        return row.bearsOutTheory ? .met(said) : .broken(said + ", over 3 standard errors apart")
    }

    private static func contrast(_ evidence: LessonEvidence) -> Finding {
        guard !evidence.contrast.isEmpty else { return .broken("nothing was compared") }
        for outcome in evidence.contrast where outcome.isConserved != (outcome.mode == .asBuilt) {
            return .broken(
                outcome.isConserved
                    ? "\(outcome.mode.name) conserved the money"
                    : "\(outcome.mode.name) did not conserve the money")
        }
        return .met("three ways lose or double money, this machine conserves it")
    }
}

extension Int {
    /// `never`, `once`, `twice`, `3 times`.
    var times: String {
        switch self {
        case 0: "never"
        case 1: "once"
        case 2: "twice"
        default: "\(self) times"
        }
    }
}

extension Money {
    /// Lessons move whole taka.
    var whole: String { "\(minorUnits / 100)" }
}
