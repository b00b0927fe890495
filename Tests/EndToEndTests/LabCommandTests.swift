import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// The text services from the command line, and what the programs say to wrong usage.
    struct LabCommandTests {
        @Test func `capital letters and primes, over the same line`() async throws {
            let demo = try Demo()
            let upper = try await FinishedProgram.run(
                BuiltPrograms.atm,
                ["lab", "upper", "--state", demo.state.path, "exactly once", "at most"])
            #expect(upper.output == "EXACTLY ONCE\nAT MOST\n", "\(upper.errors)")
            let primes = try await FinishedProgram.run(
                BuiltPrograms.atm,
                [
                    "lab", "prime", "--state", demo.state.path, "97", "91", "18446744073709551557",
                    "ninety", "1",
                ])
            #expect(
                primes.output == "PRIME\nNOT-PRIME\nPRIME\nNOT-AN-INTEGER\nNOT-PRIME\n",
                "\(primes.errors)")
            #expect(try await demo.bank("audit").exitCode == 0)
        }

        @Test func `without a terminal atm says so and exits with 69`() async throws {
            let demo = try Demo()
            let result = try await FinishedProgram.run(
                BuiltPrograms.atm, ["demo", "--state", demo.state.path])
            #expect(result.exitCode == 69)
            #expect(result.errors.contains("terminal"))
        }

        @Test func `wrong usage exits with 64`() async throws {
            #expect(
                try await FinishedProgram.run(BuiltPrograms.atm, ["demo", "--no-such-flag"])
                    .exitCode == 64)
            #expect(
                try await FinishedProgram.run(BuiltPrograms.bank, ["no-such-command"]).exitCode
                    == 64)
        }
    }
}

/// A port of this computer on which nothing listens.
enum FreePort {
    static func any() throws -> Int {
        for _ in 0..<100 {
            let port = Int.random(in: 12_000...31_999)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
            let free = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            if free { return port }
        }
        throw FinishedProgram.Failed(description: "no free port in a hundred tries")
    }
}
