import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// Orders to a running demo by command: what they break, and that money moves once all the same.
    struct FaultOrderTests {
        private func fault(_ demo: Demo, _ words: String...) async throws -> FinishedProgram {
            try await FinishedProgram.run(
                BuiltPrograms.atm, ["fault"] + words + ["--state", demo.state.path])
        }

        /// How often a withdrawal was debited: a line a posting, two postings each.
        private func withdrawals(_ demo: Demo) async throws -> Int {
            try await demo.postings(type: "withdrawal").count
        }

        @Test func `a lost answer is asked for again, is posted once, and the trace tells it`()
            async throws
        {
            let trace = FileManager.default.temporaryDirectory.appending(
                path: "\(UUID().uuidString).pcapng")
            try await Demo.run("--timeout off --trace \(trace.path.shellQuoted)") {
                demo, terminal in
                try await terminal.enterCardA()
                #expect(
                    try await fault(demo, "set", "drop", "next", "answer").succeeded()
                        == "drop next answer\n")
                #expect(try await fault(demo, "list").succeeded() == "drop next answer\tonce\n")
                try await terminal.press("a")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("CASH WITHDRAWAL")
                #expect(try await fault(demo, "list").succeeded() == "No fault is set.\n")
                #expect(try await withdrawals(demo) == 2)
                #expect(try await demo.bank("audit").exitCode == 0)
            }
            if FileManager.default.isExecutableFile(atPath: "/usr/bin/tshark") {
                let rows = try await tshark(trace.path)
                let money = rows.filter { ["0200", "0201", "0210"].contains($0[0]) }
                #expect(money.map { $0[0] } == ["0200", "0210", "0201", "0210"])
                #expect(
                    money.map { $0[1] } == ["", "LOST: answer (by order)", "", ""])
                #expect(rows.allSatisfy { $0[2] == "" })
            }
            // Neither the card's number nor anything of its PIN block is in it.
            let text = String(decoding: try Data(contentsOf: trace), as: UTF8.self)
            #expect(text.contains("0000000000004821"))
            #expect(!text.contains("970500000008"))
            try FileManager.default.removeItem(at: trace)
        }

        private func tshark(_ path: String) async throws -> [[String]] {
            try await FinishedProgram.run(
                "/usr/bin/tshark",
                [
                    "-r", path, "-d", "tcp.port==8583,iso8583", "-o",
                    "iso8583.len_endian:bigendian", "-T", "fields", "-e", "iso8583.mti", "-e",
                    "frame.comment", "-e", "_ws.malformed",
                ]
            ).succeeded().split(separator: "\n").map {
                $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            }
        }

        @Test func `a loss set by command has requests repeated, until it is cleared`() async throws
        {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                _ = try await fault(demo, "set", "loss", "request", "100").succeeded()
                try await terminal.press("a")
                try await terminal.waitFor("SLOW LINK")
                #expect(try await withdrawals(demo) == 0)
                #expect(
                    try await fault(demo, "list", "--json").succeeded()
                        == #"[{"fault":"loss request 100","standing":true}]"# + "\n")
                _ = try await fault(demo, "clear").succeeded()
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("CASH WITHDRAWAL")
                #expect(try await withdrawals(demo) == 2)
            }
        }

        @Test(arguments: ["before-commit", "after-commit", "after-answer"])
        func `the bank killed at a point comes back, and posts once`(point: String) async throws {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                let before = try #require(try demo.bankProcess())
                _ = try await fault(demo, "set", "kill", "bank", "at", point).succeeded()
                try await terminal.press("a")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("CASH WITHDRAWAL")
                try await demo.waitUntil("another bank serves") {
                    try demo.bankProcess().map { $0 != before } ?? false
                }
                #expect(try await fault(demo, "list").succeeded() == "No fault is set.\n")
                try await demo.waitUntil("the books are read") {
                    try await demo.bank("status").exitCode == 0
                }
                #expect(try await withdrawals(demo) == 2)
                #expect(try await demo.balance(ofAyeshas: "current") == "23,000.00")
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test func `the machine killed when its journal says approved recovers, and gives back`()
            async throws
        {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                let before = try #require(try demo.machineProcess())
                _ = try await fault(demo, "set", "kill", "machine", "at", "approved").succeeded()
                try await terminal.press("a")
                try await demo.waitUntil("another machine runs") {
                    try demo.machineProcess().map { $0 != before } ?? false
                }
                try await demo.waitUntil("what was approved is reversed") {
                    try await demo.postings(type: "reversal").count == 2
                }
                #expect(try await withdrawals(demo) == 2)
                #expect(try await demo.balance(ofAyeshas: "current") == "25,000.00")
                #expect(try await fault(demo, "list").succeeded() == "No fault is set.\n")
            }
        }

        @Test func `a bank that is held is dead until it is started`() async throws {
            try await Demo.run { demo, terminal in
                _ = try await fault(demo, "set", "hold", "bank").succeeded()
                try await terminal.waitFor("NO LINK")
                #expect(try demo.bankProcess() == nil)
                _ = try await fault(demo, "set", "start", "bank").succeeded()
                try await terminal.waitFor("ONLINE")
            }
        }

        @Test func `without a demo an order for its line says so, and a device's fault is set`()
            async throws
        {
            let demo = try Demo()
            let refused = try await fault(demo, "set", "cut")
            #expect(refused.exitCode == 69)
            #expect(refused.errors.hasPrefix("atm: no demo runs in \(demo.state.path)"))
            let wrong = try await fault(demo, "set", "drop", "next", "letter")
            #expect(wrong.exitCode == 64)
            #expect(
                wrong.errors == "atm: \"letter\" is no direction; write request or answer.\n")
            #expect(try await fault(demo, "set", "type", "1357").exitCode == 64)
            _ = try await fault(demo, "set", "printer-out", "--standing").succeeded()
            #expect(
                try await fault(demo, "list", "--json").succeeded()
                    == #"[{"fault":"printer-out","standing":true}]"# + "\n")
            _ = try await fault(demo, "clear").succeeded()
            #expect(try await fault(demo, "list").succeeded() == "No fault is set.\n")
            try FileManager.default.removeItem(at: demo.state)
        }
    }
}
