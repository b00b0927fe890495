import BankProtocol
import CertificateAuthority
import Foundation
import LineSecurity
import MachineHost
import Testing

@Suite struct TerminalBundleTests {
    private func bundle(_ json: String) throws -> TerminalBundle {
        try TerminalBundle(json: Array(json.utf8), path: "T.terminal")
    }

    private let key = String(repeating: "0aF", count: 11).prefix(32)

    @Test func `a bundle is read, members of other versions are let be`() throws {
        let bundle = try bundle(
            """
            {"terminal":"ATM00001","location":"Curzon Hall, Dhaka","bank":"DU Central Bank",
             "pin_key":"\(key)","mac_key":"\(key)","ca":"-----BEGIN"}
            """)
        #expect(bundle.terminal == TerminalID("ATM00001"))
        #expect(bundle.location == "Curzon Hall, Dhaka")
        #expect(bundle.bank == "DU Central Bank")
        #expect(bundle.macKey != nil)
    }

    @Test func `a terminal enrolled without a MAC has none`() throws {
        let bundle = try bundle(
            #"{"terminal":"LAB1","location":"","bank":"","pin_key":"\#(key)","mac_key":null}"#)
        #expect(bundle.macKey == nil)
    }

    @Test(arguments: [
        ("{", "it is no JSON object"),
        (#"{"terminal":"LAB1"}"#, "\"location\" is missing"),
        (#"{"terminal":7}"#, "\"terminal\" is no text"),
        (
            #"{"terminal":"LAB1","location":"","bank":"","pin_key":"00"}"#,
            "\"pin_key\" makes no sense"
        ),
        (
            #"{"terminal":"too long a name","location":"","bank":"","pin_key":"00"}"#,
            "\"terminal\" makes no sense"
        ),
    ])
    func `what is no bundle is said in a sentence`(json: String, reason: String) {
        #expect(throws: TerminalBundleError.malformed(path: "T.terminal", reason: reason)) {
            try bundle(json)
        }
    }

    @Test func `a file that is not there is said in a sentence`() {
        #expect(throws: TerminalBundleError.self) { try TerminalBundle(path: "/nowhere/T") }
    }

    // MARK: Its certificate

    private func bundle(certificate: String?, key privateKey: String?, ca: String?) throws
        -> TerminalBundle
    {
        var members: [String: String] = [
            "terminal": "ATM00001", "location": "", "bank": "", "pin_key": String(key),
        ]
        members["certificate"] = certificate
        members["private_key"] = privateKey
        members["ca"] = ca
        return try TerminalBundle(
            json: Array(try JSONEncoder().encode(members)), path: "T.terminal")
    }

    @Test func `a bundle with a certificate makes a line with TLS`() throws {
        let now = Timestamp(unixSeconds: 1_800_000_000)
        let authority = try CertificateAuthority.founded(at: now)
        let terminal = try #require(TerminalID("ATM00001"))
        let own = try authority.issue(.terminal(terminal), at: now, days: 30)
        let tls = try bundle(
            certificate: own.certificate, key: own.privateKey, ca: authority.certificate
        ).tls()
        #expect(tls.certificate.terminal == terminal)
        #expect(tls.certificate.daysLeft(at: now) == 30)
        let wrong = try bundle(certificate: own.certificate, key: "-", ca: authority.certificate)
        #expect(
            throws: TerminalBundleError.malformed(
                path: "T.terminal", reason: "its private key is none")
        ) { try wrong.tls() }
    }

    @Test func `a bundle without a certificate says to enrol again`() throws {
        let terminal = try #require(TerminalID("ATM00001"))
        let error = TerminalBundleError.withoutCertificate(path: "T.terminal", terminal: terminal)
        #expect(throws: error) {
            try bundle(certificate: nil, key: nil, ca: "-----BEGIN").tls()
        }
        #expect("\(error)".contains("enrol the terminal again"))
    }
}
