import BankProtocol
import Ledger
import LedgerStore

/// What a bank's postings sum to, posting by posting.
struct BankSums: Sendable {
    private var customers = LiveBooks.Customers()
    private var keys: [Origin: KeyPostings] = [:]
    private var executed = 0
    private var reversed = 0
    /// Those of `keys` that break an invariant.
    private var suspicious: Set<Origin> = []
    private var posted: [AccountNumber: Money] = [:]
    private var postedKeys: [TerminalID: Set<RequestKey>] = [:]
    /// Touched by what may overdraw an account.
    private var unlimited: Set<AccountNumber> = []
    private var accounts: [Account] = []
    private var cashAccounts: [TerminalID: AccountNumber] = [:]
    private var cases: [CaseListing] = []
    private var marks: [Origin.EpochName: SequenceNumber] = [:]
    private var falls: [Fall] = []

    /// - Returns: The keys whose postings have changed.
    mutating func add(_ news: LedgerNews) -> Set<Origin> {
        accounts = news.accounts
        cashAccounts = news.cashAccounts
        cases = news.cases
        let kinds = Dictionary(
            news.accounts.map { ($0.number, $0.kind) }, uniquingKeysWith: { first, _ in first })
        var touched: Set<Origin> = []
        for line in news.postings {
            guard let kind = kinds[line.account] else { continue }
            if let origin = add(line, kind) { touched.insert(origin) }
        }
        add(news.records)
        for epoch in news.epochs { add(epoch) }
        for origin in touched {
            if keys[origin]?.isRegular == false {
                suspicious.insert(origin)
            } else {
                suspicious.remove(origin)
            }
        }
        return touched
    }

    private mutating func add(_ line: LedgerLine, _ kind: Account.Kind) -> Origin? {
        posted[line.account, default: .zero] += line.amount
        if kind.customerType != nil { addToCustomers(line) }
        switch line.type {
        case .reversal, .forced, .adjustment: unlimited.insert(line.account)
        case .withdrawal, .deposit, .transfer, .opening, .cash: break
        }
        guard let terminal = line.terminal, let key = line.key else { return nil }
        postedKeys[terminal, default: []].insert(key)
        let origin = Origin(terminal: terminal, key: key)
        var postings = keys[origin] ?? KeyPostings(terminal: terminal, key: key)
        let before = (postings.original, postings.reversal)
        postings.add(line, isCash: kind == .cash)
        if before.0 == 0, postings.original > 0 { executed += 1 }
        if before.1 == 0, postings.reversal > 0 { reversed += 1 }
        keys[origin] = postings
        return origin
    }

    private mutating func addToCustomers(_ line: LedgerLine) {
        if line.type == .opening {
            customers.opening += line.amount
        } else if line.amount < .zero {
            customers.debits.add(-line.amount)
        } else {
            customers.credits.add(line.amount)
        }
    }

    /// The records of a key come whole with each of its new postings.
    private mutating func add(_ records: [RecordListing]) {
        for record in records {
            keys[Origin(terminal: record.terminal, key: record.key)]?.recorded = .zero
        }
        for record in records {
            let origin = Origin(terminal: record.terminal, key: record.key)
            keys[origin]?.recorded += record.moved ?? .zero
            if record.role == .reversal, record.reason == .unknownOriginal {
                keys[origin]?.isTombstoned = true
            }
        }
    }

    private mutating func add(_ listing: EpochListing) {
        let name = Origin.EpochName(terminal: listing.terminal, epoch: listing.epoch)
        let before = marks[name] ?? .none
        if listing.mark < before {
            falls.append(
                Fall(
                    terminal: listing.terminal, epoch: listing.epoch, from: before,
                    to: listing.mark))
        }
        marks[name] = listing.mark
    }
}

// MARK: - What can be asked

extension BankSums {
    /// What the terminal's cash account gained by a key.
    func cashOut(of key: RequestKey, at terminal: TerminalID) -> Money {
        keys[Origin(terminal: terminal, key: key)]?.cashOut ?? .zero
    }

    /// What the cash account says; `nil` for a terminal that the bank does not know.
    func cashAccount(of terminal: TerminalID) -> Money? {
        guard let number = cashAccounts[terminal] else { return nil }
        return accounts.first { $0.number == number }?.balance
    }

    /// How many cases of doubt there are of a key, resolved ones too.
    func cases(of key: RequestKey, at terminal: TerminalID) -> Int {
        cases.count { listing in
            guard listing.terminal == terminal, listing.key == key else { return false }
            switch listing.kind {
            case .suspect, .kept, .unsettled: return true
            case .keyMismatch, .keySettled, .overdrawn, .outOfBalance: return false
            }
        }
    }

    /// What the bank alone can tell.
    func books(of terminal: TerminalID) -> LiveBooks {
        var books = LiveBooks(of: terminal)
        books.customers = customers
        books.posted = postedKeys[terminal, default: []]
        books.executed = executed
        books.reversed = reversed
        books.openCases = cases.count { $0.resolved == nil }
        books.falls = falls
        books.keys = suspicious.compactMap { keys[$0] }
            .sorted { ($0.terminal.text, $0.key) < ($1.terminal.text, $1.key) }
        for account in accounts {
            books.total += account.balance
            if account.kind.customerType != nil { books.customers.balances += account.balance }
            let state = AccountState(
                number: account.number, balance: account.balance,
                posted: posted[account.number] ?? .zero, overdraft: account.overdraft,
                isCustomers: account.kind.customerType != nil,
                mayBeOverdrawn: unlimited.contains(account.number))
            if !state.isRegular { books.accounts.append(state) }
        }
        return books
    }
}

extension KeyPostings {
    mutating func add(_ line: LedgerLine, isCash: Bool) {
        switch line.type {
        case .withdrawal, .deposit, .transfer, .cash: original += 1
        case .reversal: reversal += 1
        case .forced: forced += 1
        case .opening, .adjustment: break
        }
        sum += line.amount
        if line.amount > .zero { posted += line.amount }
        if isCash { cashOut += line.amount }
    }

    /// Whether it breaks none of the invariants that `Verdict` looks for.
    var isRegular: Bool {
        original <= 2 && reversal <= original && reversal <= 2 && sum == .zero
            && recorded == posted && !(isTombstoned && original > 0)
    }
}

extension AccountState {
    fileprivate var isRegular: Bool {
        balance == posted && (!isCustomers || mayBeOverdrawn || balance + overdraft >= .zero)
    }
}

extension Origin {
    /// An epoch of a terminal.
    fileprivate struct EpochName: Hashable, Sendable {
        var terminal: TerminalID
        var epoch: Epoch
    }
}
