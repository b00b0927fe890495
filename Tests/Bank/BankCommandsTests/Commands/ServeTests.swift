import Foundation
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

    @Test func `the load generator leaves books in order`() async throws {
        let result = try await BankProgram.run(
            ["bench", "--terminals", "2", "--seconds", "1", "--json"])
        #expect(result.code == 0, "\(result.error)")
        #expect(result.output.hasPrefix(#"{"terminals":2,"#))
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
