import BankProtocol
import CertificateAuthority
import Foundation
import LineSecurity
import ProgramRunner
import Testing

struct CertificateAuthorityTests {
    /// As it is now: other people's tools look at the clock.
    private let now = Timestamp(unixSeconds: Int64(Date().timeIntervalSince1970))
    private static let openssl = "/usr/bin/openssl"

    private func terminal() throws -> TerminalID { try #require(TerminalID("ATM00001")) }

    @Test func `no two certificates have one serial number`() throws {
        let authority = try CertificateAuthority.founded(at: now)
        let serials = try (0..<50).map { _ in
            try authority.issue(.terminal(try terminal()), at: now, days: 1).reading.serial
        }
        #expect(Set(serials).count == 50)
        #expect(serials.allSatisfy { $0.count >= 16 })
    }

    @Test func `an authority that was written down goes on where it was`() throws {
        let founded = try CertificateAuthority.founded(at: now)
        let again = try CertificateAuthority(
            certificate: founded.certificate, privateKey: founded.privateKey)
        #expect(again.certificate == founded.certificate)
        let own = try again.issue(.terminal(try terminal()), at: now, days: 30)
        #expect(own.reading.daysLeft(at: now) == 30)
        #expect(throws: (any Error).self) {
            try CertificateAuthority(certificate: "", privateKey: founded.privateKey)
        }
    }

    /// Strictly, as X.509 has it, and each for its own use only.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: openssl), "no openssl"))
    func `OpenSSL takes the chains for what they are and for nothing else`() async throws {
        let authority = try CertificateAuthority.founded(at: now)
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "authority-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func file(_ name: String, _ text: String) throws -> String {
            let path = folder.appending(path: name).path
            try Data(text.utf8).write(to: URL(filePath: path))
            return path
        }
        let root = try file("ca.pem", authority.certificate)
        let bank = try file(
            "bank.pem", try authority.issue(.bank, at: now, days: 2).certificate)
        let machine = try file(
            "atm.pem",
            try authority.issue(.terminal(try terminal()), at: now, days: 2).certificate)
        let stranger = try file(
            "other.pem",
            try CertificateAuthority.founded(at: now).issue(.bank, at: now, days: 2).certificate)
        func isGood(_ path: String, for purpose: String, _ more: String...) async throws -> Bool {
            try await FinishedProgram.run(
                Self.openssl,
                ["verify", "-x509_strict", "-CAfile", root, "-purpose", purpose] + more + [path]
            ).exitCode == 0
        }
        #expect(
            try await isGood(bank, for: "sslserver", "-verify_hostname", bankServerName))
        #expect(try await !isGood(bank, for: "sslclient"))
        #expect(try await isGood(machine, for: "sslclient"))
        #expect(try await !isGood(machine, for: "sslserver"))
        #expect(try await !isGood(stranger, for: "sslserver"))
        try FileManager.default.removeItem(at: folder)
    }
}
