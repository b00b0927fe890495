internal import BankProtocol
internal import CertificateAuthority
internal import Foundation
internal import LedgerStore
internal import LineSecurity
internal import SQLiteLedgerStore

/// A store's authority and its server's certificate; a store from before TLS gets them when they are first needed.
struct StoreAuthority {
    /// The server renews its own certificate at a start that finds less than this left.
    private static let serverRenewal = 30
    private static let serverDays = 730

    let authority: CertificateAuthority
    private let books: Administration

    init(_ books: Administration, at now: Timestamp) throws(StoreError) {
        self.books = books
        let text = try books.text(of: .authority, ifGood: { _ in true }) { () throws(StoreError) in
            try make {
                let founded = try CertificateAuthority.founded(at: now)
                return founded.certificate + "\n" + founded.privateKey + "\n"
            }
        }
        let pair = try PEMPair(text, "authority.pem")
        do {
            authority = try CertificateAuthority(
                certificate: pair.certificate, privateKey: pair.privateKey)
        } catch {
            throw StoreError(.damaged, "authority.pem holds no authority; restore a backup")
        }
    }

    /// Gives a terminal a certificate of its own.
    ///
    /// - Parameters:
    ///   - id: An enrolled terminal.
    ///   - days: How long it is good.
    ///   - alone: Whether the terminal's earlier ones are refused from now on.
    ///   - now: When it begins.
    /// - Returns: What the bundle needs.
    /// - Throws: `.rejected` for a terminal that is not enrolled; `.failed`.
    func certify(
        _ id: TerminalID, days: Int, alone: Bool = false, at now: Timestamp
    ) throws(StoreError) -> (terminal: EnrolledTerminal, certificate: IssuedCertificate) {
        let issued = try make { try authority.issue(.terminal(id), at: now, days: days) }
        let terminal = try books.accept(
            KeyFile.AcceptedCertificate(
                serial: issued.reading.serial, expires: issued.reading.notAfter),
            of: id, alone: alone, at: now)
        return (terminal, issued)
    }

    /// What the server shows, made anew when it draws to its end.
    func server(at now: Timestamp) throws(StoreError) -> LineCredentials {
        let text = try books.text(of: .server) { (text) throws(StoreError) in
            let pair = try PEMPair(text, "server.pem")
            return Self.daysLeft(of: pair, at: now) >= Self.serverRenewal
        } else: { () throws(StoreError) in
            try make {
                let issued = try authority.issue(.bank, at: now, days: Self.serverDays)
                return issued.certificate + "\n" + issued.privateKey + "\n"
            }
        }
        let pair = try PEMPair(text, "server.pem")
        return LineCredentials(
            certificate: pair.certificate, privateKey: pair.privateKey,
            authority: authority.certificate)
    }

    private static func daysLeft(of pair: PEMPair, at now: Timestamp) -> Int {
        do {
            return try LineCertificate(pem: pair.certificate).daysLeft(at: now)
        } catch {
            return 0
        }
    }
}

/// Certificate and private key, one after the other in one text.
struct PEMPair {
    let certificate: String
    let privateKey: String

    init(_ text: String, _ file: String) throws(StoreError) {
        guard let begin = text.range(of: "-----BEGIN PRIVATE KEY-----") else {
            throw StoreError(.damaged, "\(file) holds no private key; restore a backup")
        }
        certificate = String(text[..<begin.lowerBound])
        privateKey = String(text[begin.lowerBound...])
    }
}

private func make<Made>(_ body: () throws -> Made) throws(StoreError) -> Made {
    do {
        return try body()
    } catch {
        throw StoreError(.failed, "a certificate cannot be made: \(error)")
    }
}
