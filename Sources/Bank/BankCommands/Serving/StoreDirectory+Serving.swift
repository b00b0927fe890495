internal import BankSession
internal import LedgerStore
internal import LineSecurity
internal import Logging
internal import SQLiteLedgerStore

/// What a server needs of a store beside its books.
extension StoreDirectory {
    /// The keys of the bank and, as the key file has them at each message, of its terminals.
    func bankKeys(_ logger: Logger) throws(StoreError) -> BankKeys {
        let ring = try TerminalKeyRing(self, logger)
        let keys = try loadKeys()
        return BankKeys(
            pinVerification: try keys.pinVerificationKey(), fingerprint: try keys.fingerprintKey(),
            terminal: ring.keys(of:))
    }

    /// TLS with the store's own authority and the server's certificate, which are made when there are none.
    func bankSideTLS(_ logger: Logger) throws -> BankSideTLS {
        let authority = try StoreAuthority(Administration(opening: self), at: .now())
        let credentials = try authority.server(at: .now())
        do {
            let tls = try BankSideTLS(credentials)
            logger.info("TLS 1.3; the server's \(tls.certificate.term)")
            return tls
        } catch {
            throw CommandFailure(
                .badData, "server.pem cannot be used: \(error); remove it, and it is made anew")
        }
    }
}
