internal import BankProtocol
internal import Ledger
internal import LedgerStore

/// The bank of one mode: the product's rules, a process that dies, and books that are durable or not.
struct ContrastBank {
    private var bank: LabBank
    private let keepsRecords: Bool
    private let plan: ContrastPlan
    private var commits = 0
    private(set) var deaths = 0
    /// `nil` while it runs.
    private(set) var downUntil: Duration?
    /// What was charged under keys whose records are forgotten.
    private var chargedBefore: [RequestKey: Money] = [:]

    /// `keepsRecords` says whether the records of the keys survive a death; the money always does.
    init(_ plan: ContrastPlan, keepsRecords: Bool) {
        self.plan = plan
        self.keepsRecords = keepsRecords
        bank = Self.bank(with: (0..<ContrastCustomers.count).map(ContrastCustomers.accountAtFirst))
    }

    /// - Returns: `nil` when it is down, or dies between its commit and its answer.
    mutating func answer(_ transmission: Transmission, at now: Duration) -> Answer? {
        guard downUntil == nil else { return nil }
        let isPINAsked = transmission.request.operation.card != nil
        let answer = bank.answer(
            transmission, pin: isPINAsked ? ContrastCustomers.pin : nil, at: now)
        commits += 1
        guard plan.killsBank(afterCommit: commits) else { return answer }
        deaths += 1
        downUntil = now + ContrastPlan.downTime
        return nil
    }

    func decide(_ signOn: SignOn, at now: Duration) -> SignOnDecision {
        bank.decide(signOn, at: now)
    }

    mutating func comesBack() {
        downUntil = nil
        guard !keepsRecords else { return }
        chargedBefore = charged
        bank = Self.bank(with: bank.store.accounts.filter { $0.kind == .current })
    }

    var balances: Money {
        bank.store.accounts.filter { $0.kind == .current }.reduce(.zero) { $0 + $1.balance }
    }

    /// What each key took from its customer, reversals taken off.
    var charged: [RequestKey: Money] {
        var charged = chargedBefore
        for line in bank.store.postings {
            guard let key = line.key, line.account.text.hasPrefix("20") else { continue }
            charged[key, default: .zero] -= line.amount
        }
        return charged
    }

    private static func bank(with accounts: [Account]) -> LabBank {
        var terms = Terms.standard
        terms.mostPerCardAndDay = .wireMaximum
        let bank = LabBank(terms: terms)
        for account in accounts { bank.open(account) }
        for customer in 0..<ContrastCustomers.count {
            bank.issue(ContrastCustomers.issued(customer))
        }
        return bank
    }
}
