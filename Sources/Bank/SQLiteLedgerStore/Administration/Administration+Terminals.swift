package import BankProtocol
import Ledger
package import LedgerStore

extension Administration {
    package func terminals() throws(StoreError) -> [TerminalListing] {
        let keys = try directory.loadKeys()
        return try file.use { (books) throws(StoreError) in
            try books.sql.terminals.all(read: Terminal.init).map { (terminal) throws(StoreError) in
                try books.listing(of: terminal, keys)
            }
        }
    }

    /// Adds a terminal with fresh random keys to the key file and the books.
    ///
    /// The keys are written first: a key file that knows one terminal more than the books does no harm.
    ///
    /// - Parameters:
    ///   - id: Its name.
    ///   - location: Where it stands.
    ///   - cash: What is in its cassettes when it comes; the books are opened with it.
    ///   - withMAC: Whether its messages carry codes.
    ///   - now: When.
    /// - Returns: What its bundle is made of.
    /// - Throws: `StoreError`, also for a terminal that is enrolled already.
    package func enroll(
        _ id: TerminalID, location: String, cash: Money = .zero, withMAC: Bool, at now: Timestamp
    ) throws(StoreError) -> EnrolledTerminal {
        try file.transaction { (books) throws(StoreError) in
            guard try books.terminal(id) == nil else {
                throw StoreError(.rejected, "terminal \(id) is enrolled already")
            }
            let account = try books.nextNumber(.cash)
            try books.save(Account(number: account, holder: "Cash in \(id)", kind: .cash))
            try books.save(Terminal(id: id, location: location, cashAccount: account))
            if cash > .zero {
                try books.post(
                    Movement(cash, from: account, to: .equity, type: .cash), of: nil, at: now)
            }
            var keys = try directory.loadKeys()
            let own = KeyFile.TerminalKeys.random(withMAC: withMAC)
            keys.terminals[id] = own
            try directory.saveKeys(keys)
            return EnrolledTerminal(terminal: id, location: location, keys: own)
        }
    }

    package func disable(_ id: TerminalID) throws(StoreError) -> TerminalListing {
        try setEnabled(false, id)
    }

    package func enable(_ id: TerminalID) throws(StoreError) -> TerminalListing {
        try setEnabled(true, id)
    }

    private func setEnabled(
        _ isEnabled: Bool, _ id: TerminalID
    ) throws(StoreError) -> TerminalListing {
        try file.transaction { (books) throws(StoreError) in
            guard var terminal = try books.terminal(id) else {
                throw StoreError(.rejected, "there is no terminal \(id); see bank terminal list")
            }
            terminal.isEnabled = isEnabled
            try books.save(terminal)
            return try books.listing(of: terminal, try directory.loadKeys())
        }
    }
}

extension SQLiteBooks {
    fileprivate func listing(
        of terminal: Terminal, _ keys: KeyFile
    ) throws(StoreError) -> TerminalListing {
        let current = try epoch(terminal.currentEpoch, of: terminal.id)
        return TerminalListing(
            terminal: terminal.id, location: terminal.location, cashAccount: terminal.cashAccount,
            epoch: terminal.currentEpoch, seen: current?.seen ?? .none,
            mark: current?.mark ?? .none, isEnabled: terminal.isEnabled,
            certificateEnd: keys.terminals[terminal.id]?.certificates.map(\.expires).max())
    }
}
