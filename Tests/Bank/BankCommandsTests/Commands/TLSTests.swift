import BankProtocol
import CertificateAuthority
import Foundation
import LineSecurity
import ProgramRunner
import Testing

/// Certificates as a clerk's script and a client in another language see them.
struct TLSTests {
    private let bank = BankProgram()

    private func bundle(_ name: String) throws -> [String: String?] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(bank.store)/\(name)"))
        let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return try #require(object).mapValues { $0 as? String }
    }

    private func certificate(_ name: String) throws -> LineCertificate {
        try LineCertificate(pem: try #require(try bundle(name)["certificate"] ?? nil))
    }

    private func enroll(_ id: String, _ more: String...) async throws -> String {
        let result = try await BankProgram.run(
            [
                "terminal", "enroll", id, "--location", "TSC", "--store", bank.store, "--out",
                "\(bank.store)/\(id).terminal",
            ] + more)
        #expect(result.code == 0, "\(result.error)")
        return result.output
    }

    @Test func `a new store holds an authority and a server's certificate for its owner alone`()
        async throws
    {
        _ = try await bank.output("init")
        for file in ["authority.pem", "server.pem"] {
            let path = "\(bank.store)/\(file)"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains("BEGIN CERTIFICATE") && text.contains("BEGIN PRIVATE KEY"))
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `a bundle holds the terminal's certificate, and its end is said`() async throws {
        _ = try await bank.output("init")
        let said = try await enroll("ATM00009", "--days", "90")
        #expect(said.contains("certificate good until"))
        #expect(said.contains("(90 days)") || said.contains("(89 days)"))
        #expect(try certificate("ATM00009.terminal").terminal == TerminalID("ATM00009"))
        let members = try bundle("ATM00009.terminal")
        #expect((members["private_key"] ?? nil)?.contains("BEGIN PRIVATE KEY") == true)
        let authority = try String(contentsOfFile: "\(bank.store)/authority.pem", encoding: .utf8)
        #expect(authority.hasPrefix(try #require(members["ca"] ?? nil)))
        let listed = try await bank.output("terminal", "list", "--json")
        #expect(listed.contains(#""days_left":89"#) || listed.contains(#""days_left":90"#))
    }

    @Test func `renewing gives a new certificate and leaves the keys`() async throws {
        _ = try await bank.output("init", "--demo")
        let out = "\(bank.store)/new.terminal"
        let said = try await bank.output("terminal", "renew", "ATM00001", "--out", out)
        #expect(said.contains("certificate good until"))
        let (old, new) = (try bundle("ATM00001.terminal"), try bundle("new.terminal"))
        for same in ["terminal", "location", "pin_key", "mac_key", "ca"] {
            #expect(old[same] == new[same], "\(same)")
        }
        let serials = (
            try certificate("ATM00001.terminal").serial, try certificate("new.terminal").serial
        )
        #expect(serials.0 != serials.1)
        #expect(
            try await bank.run("terminal", "renew", "ATM00001", "--out", out).code == 69)
        #expect(
            try await bank.run("terminal", "renew", "NOBODY", "--out", out + "2").code == 65)
        #expect(!FileManager.default.fileExists(atPath: out + "2"))
    }

    @Test func `a client in another language sees TLS as the protocol promises it`() async throws {
        _ = try await bank.output("init", "--demo")
        let other = BankProgram()
        _ = try await other.output("init", "--demo")
        let serving = try ServingProgram(store: bank.store, isPlaintext: false)
        let refusals = try await Interop.run(
            "tls_client.py", serving.address, "\(bank.store)/ATM00001.terminal",
            "\(bank.store)/LAB00001.terminal", "\(other.store)/ATM00001.terminal")
        #expect(refusals.exitCode == 0, "\(refusals.errors)")
        #expect(refusals.output.split(separator: "\n").count == 9)
        let whole = try await Interop.run(
            "bank_client.py", serving.address, "\(bank.store)/ATM00001.terminal", "--tls")
        #expect(whole.exitCode == 0, "\(whole.errors)")
        #expect(whole.output.split(separator: "\n").count == 10)
        #expect(try await bank.output("audit") == "in order\n")
        let end = try serving.closeInput()
        #expect(end.code == 0)
        for sentence in [
            "TLS 1.3; the server's certificate good until", "it shows no certificate",
            "its certificate is not a terminal's from this bank's authority",
            "another terminal than LAB00001",
            "perhaps it does not take this bank's certificate for good",
        ] {
            #expect(end.log.contains(sentence), "\(sentence) in \(end.log)")
        }
        #expect(!end.log.contains("9705"))
    }

    @Test func `status asks a bank with TLS by TLS`() async throws {
        _ = try await bank.output("init", "--demo")
        let serving = try ServingProgram(store: bank.store, isPlaintext: false)
        #expect(try await bank.run("status").code == 0)
        #expect(try await bank.run("status", "--bank", serving.address).code == 0)
        #expect(try await bank.run("status", "--bank", serving.address, "--plaintext").code != 0)
        #expect(try serving.closeInput().code == 0)
        #expect(try await bank.run("status").code == 2)
    }

    @Test func `a revoked certificate is refused at once, a renewed one is taken`() async throws {
        _ = try await bank.output("init", "--demo")
        let serving = try ServingProgram(store: bank.store, isPlaintext: false)
        func attempt(_ bundle: String) async throws -> Int32 {
            try await Interop.run(
                "bank_client.py", serving.address, "\(bank.store)/\(bundle)", "--tls"
            ).exitCode
        }
        let said = try await bank.output("terminal", "revoke", "ATM00001")
        #expect(said == "certificates of ATM00001 revoked: 1\n")
        #expect(try await attempt("ATM00001.terminal") != 0)
        #expect(try await bank.output("terminal", "list", "--json").contains(#""days_left":null"#))
        _ = try await bank.output(
            "terminal", "renew", "ATM00001", "--out", "\(bank.store)/new.terminal")
        #expect(try await attempt("new.terminal") == 0)
        #expect(try await attempt("ATM00001.terminal") != 0)
        #expect(try serving.closeInput().log.contains("no longer, one of terminal ATM00001's"))
    }

    @Test func `a store from before TLS gets an authority when it is first needed`() async throws {
        _ = try await bank.output("init", "--demo")
        for file in ["authority.pem", "server.pem"] {
            try FileManager.default.removeItem(atPath: "\(bank.store)/\(file)")
        }
        let serving = try ServingProgram(store: bank.store, isPlaintext: false)
        #expect(try await bank.run("status").code == 0)
        _ = try await bank.output(
            "terminal", "renew", "ATM00001", "--out", "\(bank.store)/new.terminal")
        let client = try await Interop.run(
            "bank_client.py", serving.address, "\(bank.store)/new.terminal", "--tls")
        #expect(client.exitCode == 0, "\(client.errors)")
        #expect(try serving.closeInput().code == 0)
    }

    @Test func `a server's certificate that draws to its end is made anew at the next start`()
        async throws
    {
        _ = try await bank.output("init", "--demo")
        let path = "\(bank.store)/server.pem"
        let before = try String(contentsOfFile: path, encoding: .utf8)
        let first = try ServingProgram(store: bank.store, isPlaintext: false)
        #expect(try first.closeInput().code == 0)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == before)
        try Self.age(store: bank.store)
        let second = try ServingProgram(store: bank.store, isPlaintext: false)
        #expect(try await bank.run("status").code == 0)
        let log = try second.closeInput().log
        #expect(log.contains("(730 days)") || log.contains("(729 days)"), "\(log)")
        #expect(try String(contentsOfFile: path, encoding: .utf8) != before)
    }

    /// Gives the store a server's certificate that is good for 20 more days.
    private static func age(store: String) throws {
        let text = try String(contentsOfFile: "\(store)/authority.pem", encoding: .utf8)
        let key = try #require(text.range(of: "-----BEGIN PRIVATE KEY-----"))
        let authority = try CertificateAuthority(
            certificate: String(text[..<key.lowerBound]),
            privateKey: String(text[key.lowerBound...]))
        let now = Int64(Date().timeIntervalSince1970)
        let old = try authority.issue(
            .bank, at: Timestamp(unixSeconds: now - 710 * 86_400), days: 730)
        let file = FileHandle(forWritingAtPath: "\(store)/server.pem")
        try file?.truncate(atOffset: 0)
        try file?.write(contentsOf: Data((old.certificate + "\n" + old.privateKey).utf8))
        try file?.close()
    }
}
