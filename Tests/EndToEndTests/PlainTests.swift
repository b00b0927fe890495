import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// The line mode: by a script's two pipes, and at a terminal.
    struct PlainTests {
        @Test func `a withdrawal by a script: card, cash, receipt`() async throws {
            let demo = try Demo()
            let said = try await demo.play("a", "1357", "a", "", "", "f", "quit").succeeded()
            try said.expect(inOrder: [
                "Welcome.  Please insert your card.", "A: Ayesha", "Please enter your PIN",
                "A: Fast cash BDT 2,000", "I: Return my card", "1. TAKE YOUR CARD",
                "2. TAKE YOUR CASH", "2 × 1000", "Amount, BDT 2,000.00", "Charged once",
                "Welcome.",
            ])
            #expect(try await demo.balance(ofAyeshas: "current") == "23,000.00")
            #expect(try await demo.bank("audit").exitCode == 0)
            try demo.remove()
        }

        @Test func `no output ever moves a cursor, and without UTF-8 it is ASCII`() async throws {
            let demo = try Demo()
            let said = try await demo.play(
                "a", "1357", "?", "b", "g", "3750", "500", "", "", "f", "quit",
                environment: ["LC_ALL": "C", "TERM": "xterm-256color"]
            ).succeeded()
            #expect(said.contains("1 x 500") && said.contains("cancel: stop, back"))
            let bytes = Set(said.utf8).subtracting([0x0A])
            #expect(bytes.allSatisfy { (0x20..<0x7F).contains($0) })
            try demo.remove()
        }

        @Test func `a deposit, count after count`() async throws {
            let demo = try Demo()
            let said = try await demo.play(
                "a", "1357", "c", "3", "2", "7", "", "", "f", "quit"
            ).succeeded()
            try said.expect(inOrder: ["BDT 1000, 3, 3,000", "BDT 4,700", "Credited once"])
            #expect(try await demo.balance(ofAyeshas: "current") == "29,700.00")
            try demo.remove()
        }

        @Test func `a transfer between a card's accounts`() async throws {
            let demo = try Demo()
            let said = try await demo.play(
                "a", "1357", "d", "a", "3700", "a", "", "f", "quit"
            ).succeeded()
            try said.expect(inOrder: ["From which account to which?", "Please check", "once"])
            #expect(try await demo.balance(ofAyeshas: "current") == "21,300.00")
            #expect(try await demo.balance(ofAyeshas: "savings") == "123,700.00")
            try demo.remove()
        }

        @Test func `three wrong PINs: counted down, the card is kept, no PIN is anywhere`()
            async throws
        {
            let demo = try Demo()
            // So long that no time or key can hold its digits by chance.
            let pin = "730195284615"
            let said = try await demo.play("b", pin, pin, pin, "", "quit").succeeded()
            try said.expect(inOrder: ["2 tries left", "1 try left", "wrong too often"])
            #expect(!said.contains("What would you like") && !said.contains(pin))
            for file in try demo.files(below: "") { #expect(!file.contains(Data(pin.utf8))) }
            try demo.remove()
        }

        @Test func `most of what is sent is lost: told sparsely, charged once`() async throws {
            let demo = try Demo()
            let said = try await demo.play(
                "a", "1357", "a", "", "", "f", "quit",
                flags: [
                    "--retry", "fixed:500ms", "--loss-request", "70", "--loss-answer", "70",
                    "--seed", "1",
                ]
            ).succeeded()
            #expect(said.contains(/\ntry \d+, \d+ s, next in \d s\n/))
            #expect(said.contains("Charged once"))
            #expect(try await demo.postings(type: "withdrawal").count == 2)
            #expect(try await demo.balance(ofAyeshas: "current") == "23,000.00")
            #expect(try await demo.bank("audit").exitCode == 0)
            try demo.remove()
        }

        @Test func `a wait that is stopped is undone`() async throws {
            let demo = try Demo()
            try await demo.open("--plain --timeout off") {
                try await $0.waitFor("insert your card")
                try await $0.say("a")
                try await $0.waitFor("After the last digit press Enter.")
                try await $0.say("1357")
                try await $0.waitFor("I: Return my card")
                let bank = try #require(try demo.bankProcess())
                kill(bank, SIGSTOP)
                try await $0.say("a")
                try await $0.waitFor("next in")
                try await $0.say("cancel")
                try await $0.waitFor("not be charged")
                try await $0.waitFor("TAKE YOUR CARD")
                kill(bank, SIGCONT)
                #expect(try await !$0.scrollback().contains("TAKE YOUR CASH"))
            }
            try demo.remove()
        }

        @Test func `at a terminal a PIN is not echoed, and the terminal is given back`()
            async throws
        {
            let demo = try Demo()
            try await demo.open("--plain --timeout off", environment: ["TERM": "dumb"]) {
                try await $0.waitFor("insert your card")
                try await $0.say("a")
                try await $0.waitFor("After the last digit press Enter.")
                try await $0.say("1357")
                try await $0.waitFor("I: Return my card")
                try await $0.say("quit")
                try await $0.waitFor("exit=0")
                #expect(try await !$0.scrollback().contains("1357"))
                #expect(try await $0.scrollback().contains("\nquit\n"))
                try await $0.type("stty -a | tr ';' '\\n' | grep -c -- '-icanon\\|-echo '")
                try await $0.press("Enter")
                try await $0.waitFor("a tty in its right mind") { $0.contains("\n0\n") }
            }
            try demo.remove()
        }

        @Test func `Ctrl-C is the screens' own: it asks while money moves, and leaves else`()
            async throws
        {
            let demo = try Demo()
            try await demo.open("--plain --timeout off") {
                try await $0.waitFor("insert your card")
                try await $0.press("C-c")
                try await $0.waitFor("exit=0")
            }
            try demo.remove()
        }

        @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130)])
        func `a signal ends it with the same exit code as the screens`(
            signal: Int32, exitCode: Int
        ) async throws {
            let demo = try Demo()
            try await demo.open("--plain --timeout off") {
                try await $0.waitFor("insert your card")
                kill(try #require(try demo.machineProcess()), signal)
                try await $0.waitFor("exit=\(exitCode)")
            }
            try demo.remove()
        }

        @Test func `a kiosk in lines has no way out`() async throws {
            let demo = try Demo()
            _ = try await demo.bank("init", "--demo").succeeded()
            let bundle = "\(demo.store)/ATM00001.terminal".shellQuoted
            let terminal = try await Terminal.open(
                "\(BuiltPrograms.atm.shellQuoted) kiosk --plain --terminal \(bundle) "
                    + "--bank 127.0.0.1:1 --plaintext --state \(demo.state.path.shellQuoted)")
            try await terminal.waitFor("cannot reach the bank")
            for key in ["C-c", "C-q", "C-z", "C-d"] { try await terminal.press(key) }
            try await terminal.say("quit")
            try await terminal.waitFor("three refusals") {
                $0.ranges(of: "That does nothing here.").count >= 3
            }
            #expect(try !demo.processes(whoseArgumentsHold: ["machine", demo.state.path]).isEmpty)
            try await terminal.close()
            try await demo.waitUntil("it has ended") { try demo.machineProcess() == nil }
            try demo.remove()
        }
    }
}

extension Terminal {
    /// Types a line.
    fileprivate func say(_ line: String) async throws {
        try await type(line)
        try await press("Enter")
    }
}

extension Demo {
    /// `atm demo --plain` with these lines as its whole input, in a terminal that can do nothing.
    func play(
        _ lines: String..., flags: [String] = [], environment: [String: String] = [:]
    ) async throws -> FinishedProgram {
        let variables = ["TERM": "dumb", "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
            .merging(environment) { _, given in given }
        return try await FinishedProgram.run(
            "/usr/bin/env",
            variables.map { "\($0.key)=\($0.value)" }
                + [BuiltPrograms.atm, "demo", "--plain", "--state", state.path] + flags,
            input: lines.map { $0 + "\n" }.joined())
    }
}

extension String {
    /// - Throws: What is missing after what came before it.
    fileprivate func expect(inOrder words: [String]) throws {
        var rest = self[...]
        for word in words {
            let spoken = word.replacingOccurrences(of: "  ", with: " ")
            guard let range = rest.range(of: spoken) else {
                throw FinishedProgram.Failed(
                    description: "“\(spoken)” is not said after the ones before it in\n\(self)")
            }
            rest = rest[range.upperBound...]
        }
    }
}
