import BankProtocol
import GRDBSQLite
import Ledger
import LedgerStore

// Terminals, their epochs, cards and accounts.
extension SQLiteBooks {
    func terminal(_ id: TerminalID) throws(StoreError) -> Terminal? {
        if let known = cache.terminals[id] { return known }
        let terminal = try sql.terminal.first({ $0.add(id) }, read: Terminal.init)
        if let terminal { cache.keep(terminal) }
        return terminal
    }

    func save(_ terminal: Terminal) throws(StoreError) {
        try sql.saveTerminal.run {
            $0.add(terminal.id)
            $0.add(terminal.location)
            $0.add(terminal.cashAccount)
            $0.add(terminal.isEnabled)
            $0.add(terminal.currentEpoch.number)
            $0.add(terminal.highestOffer.number)
        }
        cache.keep(terminal)
    }

    func epoch(_ epoch: Epoch, of terminal: TerminalID) throws(StoreError) -> TerminalEpoch? {
        let name = RowCache.EpochName(terminal: terminal, epoch: epoch)
        if let known = cache.epochs[name] { return known }
        let row = try sql.epoch.first(
            {
                $0.add(terminal)
                $0.add(epoch.number)
            }, read: TerminalEpoch.init)
        if let row { cache.keep(row, of: terminal) }
        return row
    }

    func epochs(of terminal: TerminalID) throws(StoreError) -> [TerminalEpoch] {
        try sql.epochs.all({ $0.add(terminal) }, read: TerminalEpoch.init)
    }

    func save(_ epoch: TerminalEpoch, of terminal: TerminalID) throws(StoreError) {
        cache.keep(epoch, of: terminal)
        try sql.updateEpoch.run {
            $0.add(epoch.seen.number)
            $0.add(epoch.mark.number)
            $0.add(terminal)
            $0.add(epoch.epoch.number)
        }
        guard sqlite3_changes(connection) == 0 else { return }
        try sql.insertEpoch.run {
            $0.add(terminal)
            $0.add(epoch.epoch.number)
            $0.add(Int64(bitPattern: epoch.instance.bits))
            $0.add(epoch.offeredTo.epoch.number)
            $0.add(epoch.offeredTo.next.number)
            $0.add(epoch.offeredTo.mark.number)
            $0.add(epoch.seen.number)
            $0.add(epoch.mark.number)
        }
    }

    func card(_ number: CardNumber) throws(StoreError) -> IssuedCard? {
        if let known = cache.cards[number] { return known }
        let card = try sql.card.first({ $0.add(number.digits) }, read: IssuedCard.init)
        if let card { cache.keep(card) }
        return card
    }

    func save(_ card: IssuedCard) throws(StoreError) {
        let known = cache.cards[card.number]
        cache.keep(card)
        if let known, known.state == card.state, known.pin == card.pin {
            return try saveUse(of: card)
        }
        try sql.updateCard.run {
            $0.add(card.state.rawValue)
            $0.add(blob: card.pin.bytes)
            $0.add(card.triesLeft)
            $0.add(card.spending.day.daysSince1970)
            $0.add(card.spending.amount)
            $0.add(card.number.digits)
        }
        guard sqlite3_changes(connection) == 0 else { return }
        try sql.insertCard.run {
            $0.add(card.number.digits)
            $0.add(card.expiry.year)
            $0.add(card.expiry.month)
            $0.add(card.state.rawValue)
            $0.add(blob: card.pin.bytes)
            $0.add(card.triesLeft)
            $0.add(card.account)
            $0.add(card.otherAccount)
            $0.add(card.spending.day.daysSince1970)
            $0.add(card.spending.amount)
        }
    }

    /// What most requests change of a card: its tries and its day's limit.
    private func saveUse(of card: IssuedCard) throws(StoreError) {
        try sql.useCard.run {
            $0.add(card.triesLeft)
            $0.add(card.spending.day.daysSince1970)
            $0.add(card.spending.amount)
            $0.add(card.number.digits)
        }
    }

    func account(_ number: AccountNumber) throws(StoreError) -> Account? {
        if let known = cache.accounts[number] { return known }
        let account = try sql.account.first({ $0.add(number) }, read: Account.init)
        if let account { cache.keep(account) }
        return account
    }

    /// Adds an account, or freezes or thaws it; its balance changes by postings alone.
    func save(_ account: Account) throws(StoreError) {
        try sql.saveAccount.run {
            $0.add(account.number)
            $0.add(account.holder)
            $0.add(account.kind.rawValue)
            $0.add(account.balance)
            $0.add(account.overdraft)
            $0.add(account.isFrozen)
        }
        cache.keep(account)
    }
}

extension Terminal {
    init(_ row: Row) throws(StoreError) {
        self.init(
            id: try row.terminal(0), location: row.text(1), cashAccount: try row.account(2),
            isEnabled: row.flag(3), currentEpoch: try row.epoch(4), highestOffer: try row.epoch(5))
    }
}

extension TerminalEpoch {
    init(_ row: Row) throws(StoreError) {
        let signOn = SignOn(
            instance: InstanceID(bits: UInt64(bitPattern: row.int(1))), epoch: try row.epoch(2),
            next: try row.sequence(3), mark: try row.sequence(4))
        self.init(
            epoch: try row.epoch(0), offeredTo: signOn, seen: try row.sequence(5),
            mark: try row.sequence(6))
    }
}

extension IssuedCard {
    init(_ row: Row) throws(StoreError) {
        let expiry = try row.number(1) { (year: UInt16) in
            CardExpiry(year: year, month: UInt8(clamping: row.int(2)))
        }
        self.init(
            number: try row.value(0, CardNumber.init(digits:)), expiry: expiry,
            state: try row.value(3, State.init(rawValue:)), pin: PINProof(bytes: row.bytes(4)),
            triesLeft: Int(row.int(5)), account: try row.account(6),
            otherAccount: try row.optional(7, row.account),
            spending: Spending(day: row.day(8), amount: row.money(9)))
    }
}

extension Account {
    init(_ row: Row) throws(StoreError) {
        self.init(
            number: try row.account(0), holder: row.text(1),
            kind: try row.value(2, Kind.init(rawValue:)), balance: row.money(3),
            overdraft: row.money(4), isFrozen: row.flag(5))
    }
}
