package import BankProtocol
internal import Foundation
internal import NIOSSL
internal import SwiftASN1
internal import X509

/// What the line's two ends read off a certificate.
package struct LineCertificate: Hashable, Sendable {
    /// The subject's only common name; `nil` when it has none or several.
    package var commonName: String?
    /// Hexadecimal digits.
    package var serial: String
    package var notBefore: Timestamp
    package var notAfter: Timestamp

    /// - Parameter pem: One certificate.
    /// - Throws: `LineCredentialsError.certificate`.
    package init(pem: String) throws(LineCredentialsError) {
        do {
            self.init(try Certificate(pemEncoded: pem))
        } catch {
            throw .certificate
        }
    }

    /// - Throws: `LineCredentialsError.certificate` where one library reads what the other does not.
    init(_ certificate: NIOSSLCertificate) throws(LineCredentialsError) {
        do {
            self.init(try Certificate(derEncoded: try certificate.toDERBytes()))
        } catch {
            throw .certificate
        }
    }

    private init(_ certificate: Certificate) {
        let names = certificate.subject.flatMap(Array.init).filter {
            $0.type == .RDNAttributeType.commonName
        }
        commonName = names.count == 1 ? names.first.flatMap { String($0.value) } : nil
        serial = certificate.serialNumber.bytes.map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        notBefore = Timestamp(certificate.notValidBefore)
        notAfter = Timestamp(certificate.notValidAfter)
    }

    /// The terminal that it is for; `nil` when it is no terminal's.
    package var terminal: TerminalID? { commonName.flatMap(TerminalID.init) }

    /// Whole days that it is still good for; below zero once it has expired.
    package func daysLeft(at now: Timestamp) -> Int { notAfter.days(from: now) }

    /// Where `now` lies in its time.
    package func season(at now: Timestamp) -> Season {
        if now < notBefore { return .tooEarly }
        return now > notAfter ? .expired : .good
    }

    package enum Season: Hashable, Sendable {
        case tooEarly, good, expired
    }
}

extension Timestamp {
    fileprivate init(_ date: Date) {
        self.init(unixSeconds: Int64(date.timeIntervalSince1970.rounded(.down)))
    }
}
