import Foundation
import FoundationNetworking
import ProgramRunner
import Testing

struct ServeTests {
    private let bank = BankProgram()

    @Test func `in plaintext nothing is served beyond this machine`() async throws {
        _ = try await bank.output("init")
        #expect(try await bank.run("serve", "--plaintext", "--listen", "0.0.0.0:0").code == 78)
        #expect(try await bank.run("serve", "--plaintext", "--listen", "nonsense").code == 64)
    }

    @Test func `status says no answer, serving, and no answer again`() async throws {
        _ = try await bank.output("init", "--demo")
        #expect(try await bank.run("status").code == 2)
        let serving = try ServingProgram(store: bank.store)
        #expect(try await bank.run("status").code == 0)
        #expect(try await bank.run("status", "--bank", serving.address).code == 0)
        let end = try serving.closeInput()
        #expect(end.code == 0)
        #expect(end.log == "")
        #expect(try await bank.run("status").code == 2)
    }

    @Test func `SIGTERM ends it gracefully`() async throws {
        _ = try await bank.output("init", "--demo")
        let serving = try ServingProgram(store: bank.store)
        #expect(serving.terminate().code == 0)
    }

    @Test func `after a kill status says no answer, and the store is served again`() async throws {
        _ = try await bank.output("init", "--demo")
        let serving = try ServingProgram(store: bank.store)
        serving.kill()
        #expect(try await bank.run("status").code == 2)
        let again = try ServingProgram(store: bank.store)
        #expect(try await bank.run("status").code == 0)
        #expect(try again.closeInput().code == 0)
    }

    @Test func `a second server of a store, or of a port, is refused`() async throws {
        _ = try await bank.output("init", "--demo")
        let serving = try ServingProgram(store: bank.store)
        let second = try await bank.run("serve", "--plaintext", "--listen", "127.0.0.1:0")
        #expect(second.code == 69)
        let other = BankProgram()
        _ = try await other.output("init")
        let taken = try await other.run("serve", "--plaintext", "--listen", serving.address)
        #expect(taken.code == 69)
        #expect(taken.error.contains("--listen"))
        #expect(try serving.closeInput().code == 0)
    }

    @Test func `a client in another language sees what the protocol promises`() async throws {
        _ = try await bank.output("init", "--demo")
        let serving = try ServingProgram(store: bank.store)
        let client = try await Interop.run(
            "bank_client.py", serving.address, "\(bank.store)/ATM00001.terminal")
        #expect(client.exitCode == 0, "\(client.errors)")
        // Beside the running server, whose store it is.
        let export = try await bank.output("ledger", "export").split(separator: "\n")
        let withdrawals = export.filter { $0.contains(#""type":"withdrawal""#) }
        #expect(withdrawals.count == 2)
        #expect(withdrawals[0].contains(#""amount":-50000,"#))
        #expect(try await bank.output("audit") == "in order\n")
        let log = try serving.closeInput().log
        // Nine broken frames and the noise: a line each, and no card number in any.
        #expect(log.split(separator: "\n").count == 10, "\(log)")
        #expect(!log.contains("9705"))
        #expect(client.output.split(separator: "\n").count == 10)
    }

    @Test func `operators ask by HTTP whether it is ready and what it has done`() async throws {
        _ = try await bank.output("init", "--demo")
        let serving = try ServingProgram(store: bank.store, flags: ["--ops", "0"])
        let place = try serving.operations()
        #expect(place.hasPrefix("http://127.0.0.1:"))
        #expect(try await page(place + "/healthz") == (200, "alive\n"))
        #expect(try await page(place + "/readyz") == (200, "ready\n"))
        #expect(try await metrics(place)["bank_batch_seconds_count"] == "0")
        let client = try await Interop.run(
            "bank_client.py", serving.address, "\(bank.store)/ATM00001.terminal")
        #expect(client.exitCode == 0, "\(client.errors)")
        let metrics = try await metrics(place)
        // Two withdrawals were executed; the repeats of one, 99 of them and more, were answered from the record.
        #expect(
            try #require(Int(metrics[#"bank_answers_total{type="0210",code="00"}"#] ?? "")) > 100)
        #expect(try #require(Int(metrics["bank_replays_total"] ?? "")) >= 99)
        #expect(metrics["bank_open_cases"] == "1")
        #expect(metrics["bank_connections_closed_total{fault=\"frame-length\"}"] != nil)
        #expect(try serving.closeInput().code == 0)
    }

    @Test func `an address for operators that is none, or is taken, is told`() async throws {
        _ = try await bank.output("init")
        let wrong = try await bank.run("serve", "--plaintext", "--ops", "nonsense")
        #expect(wrong.code == 64)
        #expect(wrong.error.contains("--ops takes HOST:PORT"))
        let other = BankProgram()
        _ = try await other.output("init", "--demo")
        let serving = try ServingProgram(store: other.store)
        let taken = try await bank.run(
            "serve", "--plaintext", "--listen", "127.0.0.1:0", "--ops", serving.address)
        #expect(taken.code == 69)
        #expect(taken.error.contains("choose another with --ops"))
        #expect(try serving.closeInput().code == 0)
    }

    @Test func `what approves everything serves no real store`() async throws {
        _ = try await bank.output("init", "--demo")
        let refused = try await bank.run("bench-null", "--plaintext")
        #expect(refused.code == 78)
        #expect(refused.error.contains("is no bench's store"))
    }

    private func page(_ address: String) async throws -> (code: Int, text: String) {
        let (data, response) = try await URLSession.shared.data(
            from: try #require(URL(string: address)))
        let code = try #require(response as? HTTPURLResponse).statusCode
        return (code, String(decoding: data, as: UTF8.self))
    }

    /// Each sample's value by its name and labels.
    private func metrics(_ place: String) async throws -> [String: String] {
        let text = try await page(place + "/metrics").text
        let samples = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        return Dictionary(
            uniqueKeysWithValues: try samples.map { line in
                let space = try #require(line.lastIndex(of: " "))
                return (String(line[..<space]), String(line[line.index(after: space)...]))
            })
    }

    @Test(arguments: [[], ["--plaintext", "--no-mac"]])
    func `the load generator leaves books in order`(_ flags: [String]) async throws {
        let result = try await BankProgram.run(
            ["bench", "--terminals", "2", "--seconds", "1", "--json"] + flags)
        #expect(result.code == 0, "\(result.error)")
        #expect(result.output.hasPrefix(#"{"terminals":2,"#))
        #expect(result.output.hasSuffix("\"server\":\"bank\"}\n"))
    }

    @Test func `beside the bank a server without books is driven`() async throws {
        let result = try await BankProgram.run(
            [
                "bench", "--terminals", "2", "--seconds", "1", "--json", "--compare", "null",
                "--rounds", "1",
            ])
        #expect(result.code == 0, "\(result.error)")
        let servers = result.output.split(separator: "\n").map { $0.suffix(16) }
        #expect(servers == [#""server":"bank"}"#, #""server":"null"}"#])
    }
}

/// The clients in another language.
enum Interop {
    static func run(_ script: String, _ arguments: String...) async throws -> FinishedProgram {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Interop/\(script)").standardized.path
        return try await FinishedProgram.run("/usr/bin/env", ["python3", path] + arguments)
    }
}
