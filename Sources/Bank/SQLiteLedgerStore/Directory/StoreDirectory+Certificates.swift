internal import BankProtocol
import Foundation
package import LedgerStore

/// A file of the store that holds a certificate and then its private key, PEM both; one file, so that they always fit.
package enum CertificateFile: String, Sendable {
    /// The bank's own authority, made once.
    case authority = "authority.pem"
    /// What the server shows; made anew when it draws to its end.
    case server = "server.pem"
}

extension StoreDirectory {
    /// - Returns: The file's text; `nil` when there is none.
    /// - Throws: `.unsafe`, `.damaged`.
    package func text(of file: CertificateFile) throws(StoreError) -> String? {
        let path = path(of: file)
        guard Self.isThere(path) else { return nil }
        try Self.requirePrivate(path)
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw StoreError(.damaged, "\(path) cannot be read; restore a backup")
        }
    }

    /// Replaces the file in one durable step.
    ///
    /// - Throws: `.failed`.
    package func save(_ text: String, as file: CertificateFile) throws(StoreError) {
        try replace(path(of: file), with: Data(text.utf8))
    }

    private func path(of file: CertificateFile) -> String { "\(path)/\(file.rawValue)" }
}
