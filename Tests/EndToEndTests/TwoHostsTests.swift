import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// The machine and the bank on two hosts, with TLS between them.
    struct TwoHostsTests {
        @Test func `a machine on one host, its bank on another, and a cable that is pulled`()
            async throws
        {
            let script = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../Interop/two_hosts.sh").standardized.path
            let run = try await FinishedProgram.run(script, [BuiltPrograms.folder.path])
            if run.exitCode == 77 {
                // Its sentence says why; what it proves needs a kernel that lets it.
                print(run.output)
                #expect(run.output.hasPrefix("skipped: "))
            } else {
                #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
                let told = run.output.split(separator: "\n").filter { $0.hasPrefix("ok ") }
                #expect(told.count == 8, "\(run.output)")
            }
        }

        @Test func `another bank's machine stays out of service and says why`() async throws {
            let (demo, other) = (try Demo(), try Demo())
            for store in [demo.store, other.store] {
                try await FinishedProgram.run(
                    BuiltPrograms.bank, ["init", "--store", store, "--demo"]
                ).succeeded()
            }
            let port = try FreePort.any()
            let bank = try await Terminal.open(
                "\(BuiltPrograms.bank) serve --store \(demo.store) --listen 127.0.0.1:\(port); echo exit=$?"
            )
            try await bank.waitFor("listening on 127.0.0.1:\(port)")
            #expect(try await demo.bank("status").exitCode == 0)

            func kiosk(_ bundle: String, _ state: String) async throws -> Terminal {
                // Wide, so that no sentence is broken in two.
                try await Terminal.open(
                    columns: 400, rows: 24,
                    "\(BuiltPrograms.atm) kiosk --terminal \(bundle) --bank 127.0.0.1:\(port) "
                        + "--state \(demo.state.path)/\(state) --timeout off; echo exit=$?")
            }
            let stranger = try await kiosk("\(other.store)/ATM00001.terminal", "stranger")
            try await stranger.waitFor("cannot tell whether it speaks with its bank")
            try await stranger.close()
            let log = try String(
                contentsOfFile: "\(demo.state.path)/stranger/machine/atm.log", encoding: .utf8)
            #expect(log.contains("not from the authority in the bundle"))

            // Another terminal's certificate, put into this one's bundle.
            let mixed = "\(demo.state.path)/mixed.terminal"
            var members = try bundle("\(demo.store)/ATM00001.terminal")
            members.merge(
                try bundle("\(demo.store)/LAB00001.terminal").filter {
                    ["certificate", "private_key"].contains($0.key)
                }
            ) { $1 }
            try JSONSerialization.data(withJSONObject: members).write(to: URL(filePath: mixed))
            let mistaken = try await kiosk(mixed, "mistaken")
            try await mistaken.waitFor("certificate is not in order")
            try await mistaken.close()

            let own = try await kiosk("\(demo.store)/ATM00001.terminal", "own")
            try await own.waitFor("insert your card")
            try await own.close()

            // From before TLS: it ends, and says what to do.
            members["certificate"] = nil
            try JSONSerialization.data(withJSONObject: members).write(to: URL(filePath: mixed))
            let old = try await kiosk(mixed, "old")
            try await old.waitFor("exit=78")
            try await old.waitFor("enrol the terminal again")
            try await old.close()
            try await bank.close()
        }

        private func bundle(_ path: String) throws -> [String: Any] {
            let value = try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(filePath: path)))
            return try #require(value as? [String: Any])
        }
    }
}
