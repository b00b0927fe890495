internal import NIOCore
internal import NIOSSL

/// What one end of the line shows and trusts; each text is PEM.
package struct LineCredentials: Hashable, Sendable {
    package var certificate: String
    /// Of `certificate`; never printed.
    package var privateKey: String
    /// The certificate of the one authority whose certificates are good.
    package var authority: String

    package init(certificate: String, privateKey: String, authority: String) {
        self.certificate = certificate
        self.privateKey = privateKey
        self.authority = authority
    }
}

/// Which of the texts is not what it should be; `description` completes "… cannot be used: ".
package enum LineCredentialsError: Error, Hashable, Sendable {
    case certificate
    case privateKey
    case authority
    /// Certificate and private key are not each other's.
    case notAPair
}

extension LineCredentialsError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .certificate: "its certificate is none"
        case .privateKey: "its private key is none"
        case .authority: "its authority's certificate is none"
        case .notAPair: "its certificate and its private key do not belong together"
        }
    }
}

extension LineCredentials {
    /// The terminal's end: it looks at the name in the bank's certificate too.
    func terminalContext() throws(LineCredentialsError) -> NIOSSLContext {
        var side = TLSConfiguration.makeClientConfiguration()
        side.certificateChain = [.certificate(try ownCertificate())]
        side.privateKey = .privateKey(try ownKey())
        side.trustRoots = .certificates([try authorityCertificate()])
        return try context(side)
    }

    /// The bank's end: nobody comes in without a certificate.
    func bankContext() throws(LineCredentialsError) -> NIOSSLContext {
        try context(
            .makeServerConfigurationWithMTLS(
                certificateChain: [.certificate(try ownCertificate())],
                privateKey: .privateKey(try ownKey()),
                trustRoots: .certificates([try authorityCertificate()])))
    }

    /// TLS 1.3 and nothing older, at whichever end: the library's own bounds are wider.
    private func context(_ side: TLSConfiguration) throws(LineCredentialsError) -> NIOSSLContext {
        var side = side
        side.minimumTLSVersion = .tlsv13
        side.maximumTLSVersion = .tlsv13
        // A peer that does not say good-bye keeps its connection no longer than this.
        side.shutdownTimeout = .seconds(1)
        do {
            return try NIOSSLContext(configuration: side)
        } catch {
            throw .notAPair
        }
    }

    func ownCertificate() throws(LineCredentialsError) -> NIOSSLCertificate {
        do {
            return try NIOSSLCertificate(bytes: Array(certificate.utf8), format: .pem)
        } catch {
            throw .certificate
        }
    }

    private func authorityCertificate() throws(LineCredentialsError) -> NIOSSLCertificate {
        do {
            return try NIOSSLCertificate(bytes: Array(authority.utf8), format: .pem)
        } catch {
            throw .authority
        }
    }

    private func ownKey() throws(LineCredentialsError) -> NIOSSLPrivateKey {
        do {
            return try NIOSSLPrivateKey(bytes: Array(privateKey.utf8), format: .pem)
        } catch {
            throw .privateKey
        }
    }
}
