package import BankProtocol
import Ledger
package import LedgerStore

extension Administration {
    /// From now on the bank takes this certificate for the terminal's, beside those that it has taken until now and that
    /// are still good.
    ///
    /// - Parameters:
    ///   - certificate: One that the bank's authority has made for this terminal.
    ///   - id: The terminal.
    ///   - alone: Whether all earlier ones are refused.
    ///   - now: What is over by then is forgotten.
    /// - Returns: What the terminal's bundle needs to know.
    /// - Throws: `.rejected` for a terminal that is not enrolled; `.failed`.
    package func accept(
        _ certificate: KeyFile.AcceptedCertificate, of id: TerminalID, alone: Bool,
        at now: Timestamp
    ) throws(StoreError) -> EnrolledTerminal {
        try changeCertificates(of: id) { known in
            let earlier = alone ? [] : known.filter { $0.expires >= now }
            return earlier + [certificate]
        }
    }

    /// The text of a certificate file, made by `make` where there is none; two processes at once get one and the same.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - isGood: Whether the text that is there will still do; it is made anew otherwise.
    ///   - make: Makes another.
    /// - Returns: What the file holds now.
    /// - Throws: What `isGood` and `make` throw; `.unsafe`, `.damaged`, `.failed`.
    package func text(
        of file: CertificateFile, ifGood isGood: (String) throws(StoreError) -> Bool,
        else make: () throws(StoreError) -> String
    ) throws(StoreError) -> String {
        try self.file.transaction { (_) throws(StoreError) in
            if let text = try directory.text(of: file), try isGood(text) { return text }
            let text = try make()
            try directory.save(text, as: file)
            return text
        }
    }

    /// Refuses every certificate that the terminal has, until one is accepted anew.
    ///
    /// - Returns: How many there were.
    package func revokeCertificates(of id: TerminalID) throws(StoreError) -> Int {
        var count = 0
        _ = try changeCertificates(of: id) { known in
            count = known.count
            return []
        }
        return count
    }

    /// The key file is rewritten under the books' lock, so that two clerks do not undo each other's change.
    private func changeCertificates(
        of id: TerminalID,
        _ change: ([KeyFile.AcceptedCertificate]) -> [KeyFile.AcceptedCertificate]
    ) throws(StoreError) -> EnrolledTerminal {
        try file.transaction { (books) throws(StoreError) in
            var keys = try directory.loadKeys()
            guard let terminal = try books.terminal(id), var own = keys.terminals[id] else {
                throw StoreError(.rejected, "there is no terminal \(id); see bank terminal list")
            }
            own.certificates = change(own.certificates)
            keys.terminals[id] = own
            try directory.saveKeys(keys)
            return EnrolledTerminal(terminal: id, location: terminal.location, keys: own)
        }
    }
}
