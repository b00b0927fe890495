import Foundation
import Testing

/// The commands as a clerk's script sees them: output and exit codes.
struct AdministrationTests {
    private let bank = BankProgram()

    private func objects(_ json: String) throws -> [[String: Any]] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    }

    @Test func `a new demo bank has its customers, its terminals and books in order`()
        async throws
    {
        _ = try await bank.output("init", "--demo")
        let accounts = try objects(try await bank.output("account", "list", "--json"))
        let ayesha = accounts.filter { $0["holder"] as? String == "Ayesha Rahman" }
        #expect(Set(ayesha.compactMap { $0["balance"] as? Int }) == [2_500_000, 12_000_000])
        #expect(
            Set(accounts[0].keys) == [
                "account", "holder", "kind", "balance", "available", "frozen",
            ])
        let terminals = try objects(try await bank.output("terminal", "list", "--json"))
        #expect(terminals.compactMap { $0["terminal"] as? String } == ["ATM00001", "LAB00001"])
        let cards = try objects(try await bank.output("card", "list", "--json"))
        #expect(cards.count == 5)
        #expect(
            Set(cards[0].keys) == ["card", "account", "other", "state", "tries_left", "expires"])
        #expect(try await bank.output("cases", "--json") == "[]\n")
        #expect(try await bank.output("audit") == "in order\n")
    }

    @Test func `people read amounts grouped, in aligned columns`() async throws {
        _ = try await bank.output("init", "--demo")
        let lines = try await bank.output("account", "list").split(separator: "\n")
        #expect(lines.contains { $0.contains("Ayesha Rahman") && $0.contains("  25,000.00  ") })
        #expect(!lines.contains { $0.hasSuffix(" ") })
    }

    @Test func `no listing shows a whole card number`() async throws {
        _ = try await bank.output("init", "--demo")
        for form in [[], ["--json"]] {
            let result = try await BankProgram.run(
                ["card", "list", "--store", bank.store] + form)
            #expect(!result.output.contains("9705000000084821"))
            #expect(result.output.contains("4821"))
        }
    }

    @Test func `an account is opened, frozen and thawed`() async throws {
        _ = try await bank.output("init")
        let opened = try objects(
            try await bank.output(
                "account", "open", "--holder", "Laila Haque", "--kind", "savings", "--opening",
                "1,234.50", "--overdraft", "100", "--json"))
        let number = try #require(opened.first?["account"] as? String)
        #expect(number.count == 13)
        #expect(opened.first?["balance"] as? Int == 123_450)
        #expect(opened.first?["available"] as? Int == 133_450)
        let frozen = try objects(try await bank.output("account", "freeze", number, "--json"))
        #expect(frozen.first?["frozen"] as? Bool == true)
        let thawed = try objects(try await bank.output("account", "thaw", number, "--json"))
        #expect(thawed.first?["frozen"] as? Bool == false)
        let export = try await bank.output("ledger", "export").split(separator: "\n")
        #expect(export.count == 2)
        #expect(
            export[1].hasPrefix(
                #"{"id":2,"key":null,"terminal":null,"account":"\#(number)","#))
        #expect(export[1].contains(#""amount":123450,"type":"opening","reverses":null,"at":""#))
    }

    @Test func `a card is issued with a PIN from standard input, blocked and unblocked`()
        async throws
    {
        _ = try await bank.output("init")
        let opened = try objects(
            try await bank.output(
                "account", "open", "--holder", "Laila Haque", "--kind", "current", "--json"))
        let account = try #require(opened.first?["account"] as? String)
        let number = try await bank.output("card", "issue", "--account", account, input: "4711\n")
            .trimmingCharacters(in: .newlines)
        #expect(number.count == 16)
        let blocked = try await bank.output("card", "block", number, "--json")
        #expect(blocked.contains(#""state":"blocked""#))
        let lastFour = String(number.suffix(4))
        let active = try await bank.output("card", "unblock", lastFour, "--json")
        #expect(active.contains(#""state":"active""#))
        _ = try await bank.output("card", "set-pin", lastFour, input: "0815\n")
        let lost = try await bank.output("card", "lost", lastFour, "--json")
        #expect(lost.contains(#""state":"lost""#))
    }

    @Test func `a terminal is enrolled with a bundle that only its owner may read`() async throws {
        _ = try await bank.output("init")
        let out = "\(bank.store)/ATM00009.terminal"
        _ = try await bank.output(
            "terminal", "enroll", "ATM00009", "--location", "TSC", "--out", out, "--no-mac")
        let bundle = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: out)))
                as? [String: Any])
        #expect(
            Set(bundle.keys) == [
                "terminal", "location", "bank", "pin_key", "mac_key", "certificate",
                "private_key", "ca",
            ])
        #expect(bundle["mac_key"] is NSNull)
        #expect((bundle["pin_key"] as? String)?.count == 32)
        let attributes = try FileManager.default.attributesOfItem(atPath: out)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let disabled = try await bank.output("terminal", "disable", "ATM00009", "--json")
        #expect(disabled.contains(#""enabled":false"#))
        let enabled = try await bank.output("terminal", "enable", "ATM00009", "--json")
        #expect(enabled.contains(#""enabled":true"#))
    }

    @Test func `a bundle that cannot be written enrols nobody`() async throws {
        _ = try await bank.output("init")
        let result = try await bank.run(
            "terminal", "enroll", "ATM00009", "--location", "TSC", "--out",
            "\(bank.store)/no/such/place")
        #expect(result.code == 69)
        #expect(try await bank.output("terminal", "list", "--json") == "[]\n")
    }

    @Test func `what goes wrong is one sentence and an exit code after sysexits`() async throws {
        let missing = try await bank.run("account", "list")
        #expect(missing.code == 69)
        #expect(
            missing.error.hasPrefix("bank: ") && missing.error.split(separator: "\n").count == 1)
        _ = try await bank.output("init")
        #expect(try await bank.run("init").code == 69)
        #expect(try await bank.run("account", "show", "4711").code == 65)
        #expect(try await bank.run("card", "set-pin", "4711", input: "1234").code == 65)
        #expect(try await bank.run("account", "open", "--holder", "X").code == 64)
        #expect(try await bank.run("no-such-command").code == 64)
    }

    @Test func `a PIN by flag is not taken`() async throws {
        _ = try await bank.output("init")
        #expect(try await bank.run("card", "issue", "--account", "1", "--pin", "1234").code == 64)
    }
}
