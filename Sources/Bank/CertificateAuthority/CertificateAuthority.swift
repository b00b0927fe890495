package import BankProtocol
internal import Crypto
internal import Foundation
internal import LineSecurity
internal import SwiftASN1
internal import X509

/// The bank's own authority: it says which terminal is which, and which server is the bank. Nobody else's word counts on the
/// line, and its own counts nowhere else.
///
/// All keys are P-256. Chains have two links: the authority signs each certificate itself.
package struct CertificateAuthority: Sendable {
    /// For whom a certificate is made.
    package enum Subject: Hashable, Sendable {
        /// The server; its certificate makes no client.
        case bank
        /// A client; its certificate makes no server.
        case terminal(TerminalID)
    }

    /// PEM; what both ends of the line trust.
    package let certificate: String
    /// PEM; whoever has it can be the bank.
    package let privateKey: String
    private let root: Certificate
    private let key: Certificate.PrivateKey

    /// Reads one back.
    ///
    /// - Throws: When the texts are no PEM of a certificate and a private key.
    package init(certificate: String, privateKey: String) throws {
        self.certificate = certificate
        self.privateKey = privateKey
        root = try Certificate(pemEncoded: certificate)
        key = try Certificate.PrivateKey(pemEncoded: privateKey)
    }

    /// A new one, with a key of its own.
    ///
    /// - Parameters:
    ///   - now: When it begins.
    ///   - days: How long it is good.
    /// - Returns: The authority; whoever keeps it writes it down.
    /// - Throws: What the library throws; nothing foreseen.
    package static func founded(at now: Timestamp, days: Int = 3650) throws -> CertificateAuthority
    {
        let key = P256.Signing.PrivateKey()
        let signer = Certificate.PrivateKey(key)
        // A bank founded twice has two authorities, which must not have one name.
        let serial = Certificate.SerialNumber()
        let name = try DistinguishedName {
            OrganizationName("Bank of the exactly-once cash machines")
            CommonName("Bank authority \(serial.digits.prefix(8))")
        }
        let root = try Certificate(
            version: .v3, serialNumber: serial, publicKey: signer.publicKey,
            notValidBefore: now.early, notValidAfter: now.after(days: days), issuer: name,
            subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: signer.publicKey)
            }, issuerPrivateKey: signer)
        return try CertificateAuthority(
            certificate: try root.serializeAsPEM().pemString, privateKey: key.pemRepresentation)
    }

    /// Makes a certificate, with a key of its own.
    ///
    /// - Parameters:
    ///   - subject: Whose it is.
    ///   - now: When it begins.
    ///   - days: How long it is good.
    /// - Returns: The certificate and its key; the authority keeps neither.
    /// - Throws: What the library throws; nothing foreseen.
    package func issue(
        _ subject: Subject, at now: Timestamp, days: Int
    ) throws -> IssuedCertificate {
        let key = P256.Signing.PrivateKey()
        let publicKey = Certificate.PrivateKey(key).publicKey
        let leaf = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey,
            notValidBefore: now.early, notValidAfter: now.after(days: days), issuer: root.subject,
            subject: try subject.name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try extensions(for: subject, publicKey), issuerPrivateKey: self.key)
        return try IssuedCertificate(
            certificate: try leaf.serializeAsPEM().pemString, privateKey: key.pemRepresentation)
    }

    private func extensions(
        for subject: Subject, _ publicKey: Certificate.PublicKey
    ) throws -> Certificate.Extensions {
        let authority = try root.extensions.subjectKeyIdentifier?.keyIdentifier
        return try Certificate.Extensions {
            Critical(BasicConstraints.notCertificateAuthority)
            Critical(KeyUsage(digitalSignature: true))
            try ExtendedKeyUsage([subject.usage])
            SubjectAlternativeNames([subject.alternativeName])
            SubjectKeyIdentifier(hash: publicKey)
            AuthorityKeyIdentifier(keyIdentifier: authority)
        }
    }
}

extension CertificateAuthority.Subject {
    fileprivate var name: DistinguishedName {
        get throws {
            switch self {
            case .bank: try DistinguishedName { CommonName(bankServerName) }
            case .terminal(let id): try DistinguishedName { CommonName(id.text) }
            }
        }
    }

    fileprivate var usage: ExtendedKeyUsage.Usage {
        switch self {
        case .bank: .serverAuth
        case .terminal: .clientAuth
        }
    }

    fileprivate var alternativeName: GeneralName {
        switch self {
        case .bank: .dnsName(bankServerName)
        case .terminal(let id): .uniformResourceIdentifier("urn:atm:terminal:\(id.urnText)")
        }
    }
}

extension TerminalID {
    /// Any printable character may stand in a terminal's name, but not in a URN.
    fileprivate var urnText: String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension Certificate.SerialNumber {
    fileprivate var digits: String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

extension Timestamp {
    /// An hour before, for a machine whose clock is slow.
    fileprivate var early: Date { Date(timeIntervalSince1970: Double(unixSeconds - 3600)) }

    fileprivate func after(days: Int) -> Date {
        Date(timeIntervalSince1970: Double(unixSeconds + Int64(days) * 86_400))
    }
}
