import ProgramRunner
import Testing

struct BenchTests {
    @Test func `a server of its own that does not come up is told with what it said`() async throws
    {
        // The bench does not look at it, and its server cannot do it.
        let setting = "BANK_OPS=nowhere"
        let result = try await FinishedProgram.run(
            "/usr/bin/env",
            [
                setting, BankProgram.path, "bench", "--terminals", "1", "--seconds", "1",
                "--plaintext",
            ])
        #expect(result.exitCode == 70)
        #expect(
            result.errors == "bank: the bench's own server (bank) did not come up; it said: "
                + "bank: BANK_OPS takes HOST:PORT, or a port of this computer, for example 9583, "
                + "not \"nowhere\".\n")
    }
}
