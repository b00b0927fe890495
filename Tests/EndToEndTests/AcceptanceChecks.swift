import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// The acceptance checks of the screens, by their numbers. `swift test --filter AcceptanceChecks` runs them all.
    struct AcceptanceChecks {
        @Test func `01 it starts as 24 rows of 80, and the command line has its manners`()
            async throws
        {
            try await Check.demo { _, terminal, _ in
                let rows = try await terminal.rows()
                #expect(rows.count == 24 && rows.allSatisfy { $0.columns == 80 })
            }
            for program in [BuiltPrograms.atm, BuiltPrograms.bank] {
                for words in [
                    ["--help"], ["--version"], ["manual"],
                    ["--generate-completion-script", "bash"],
                    ["--generate-completion-script", "zsh"],
                    ["--generate-completion-script", "fish"],
                ] {
                    let result = try await FinishedProgram.run(program, words)
                    #expect(result.exitCode == 0 && !result.output.isEmpty, "\(words)")
                }
                #expect(try await FinishedProgram.run(program, ["--nonsense"]).exitCode == 64)
            }
        }

        @Test func `02 five keys lead from a card to the menu, and Esc changes every screen`()
            async throws
        {
            try await Check.demo { _, terminal, _ in
                try await terminal.press("a")
                try await terminal.waitFor("enter your PIN")
                try await terminal.press("1", "3", "5", "7", "Enter")
                for (key, title) in [
                    ("b", "How much would you like?"), ("c", "Count your notes"),
                    ("d", "From which account"), ("f", "25,000.00"),
                    ("g", "The last movements"), ("h", "new PIN"),
                ] {
                    try await terminal.waitFor("What would you like to do?")
                    try await terminal.press(key)
                    try await terminal.waitFor(title)
                    try await terminal.press("Escape")
                }
                try await terminal.waitFor("What would you like to do?")
                try await terminal.press("Escape")
                try await terminal.waitFor("TAKE YOUR CARD")
            }
        }

        @Test func `03 no PIN and no whole card number is anywhere`() async throws {
            let trace = Check.traceFile()
            try await Check.demo("--timeout off --trace \(trace.path.shellQuoted)") {
                demo, terminal, recording in
                let pin = "730195284615"
                _ = try await FinishedProgram.run(
                    BuiltPrograms.bank, ["card", "set-pin", "4821", "--store", demo.store],
                    input: pin + "\n"
                ).succeeded()
                try await terminal.enter(card: "a", pin: pin)
                try await terminal.press("a")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("Charged once")
                try await terminal.press("a")
                try await terminal.waitFor("Saved as")
                // The bank must know its cards by number; in its books alone.
                let files = try demo.files().filter {
                    !$0.lastPathComponent.hasPrefix("bank.sqlite")
                }
                #expect(files.contains { $0.pathExtension == "log" })
                let seen = try await terminal.scrollback()
                let written =
                    try (files + [trace]).map { try Data(contentsOf: $0) }
                    + [Check.bytes(of: recording), Data(seen.utf8)]
                for secret in [pin, "9705000000084821"] {
                    #expect(written.allSatisfy { !$0.contains(Data(secret.utf8)) }, "\(secret)")
                }
                #expect(seen.contains("4821"))
            }
            try FileManager.default.removeItem(at: trace)
        }

        @Test func `04 three wrong PINs: 2 tries, 1 try, card kept, and the bank has locked it`()
            async throws
        {
            try await Check.demo { demo, terminal, _ in
                try await terminal.press("g")
                try await terminal.waitFor("enter your PIN")
                for words in ["You have 2 tries left", "You have 1 try left", "wrong too often"] {
                    try await terminal.type("1111")
                    try await terminal.press("Enter")
                    try await terminal.waitFor(words)
                }
                try await terminal.press("a", "b", "Enter", "f")
                #expect(try await !terminal.screen().contains("What would you like"))
                let card = try await demo.card("5512")
                #expect(card["tries_left"] as? Int == 0)
            }
        }

        @Test func `05 more time is given ten times with what was typed, then the card comes back`()
            async throws
        {
            try await Check.demo("--timeout 2") { demo, terminal, _ in
                try await terminal.press("a")
                try await terminal.waitFor("enter your PIN")
                try await terminal.press("1", "3", "5", "7", "Enter")
                try await terminal.waitFor("What would you like to do?")
                try await terminal.insist("b", until: "How much")
                try await terminal.insist("g", until: "Type the amount")
                try await terminal.insist("3", until: " 3_")
                try await terminal.insist("7", until: " 37_")
                for _ in 1...10 {
                    try await terminal.waitFor("Do you need more time?")
                    try await terminal.press("x")
                    try await terminal.waitFor("the amount as it was") {
                        $0.contains(" 37_") && !$0.contains("more time?")
                    }
                }
                try await terminal.waitFor("comes back in 20 s")
                try await terminal.waitFor("comes back in 3 s")
                try await terminal.waitFor("TAKE YOUR CARD")
                #expect(try await demo.balance(ofAyeshas: "current") == "25,000.00")
            }
        }

        @Test func `06 card, then cash, then receipt, and no key takes cash before the card`()
            async throws
        {
            try await Check.demo { _, terminal, _ in
                try await terminal.enterCardA()
                try await terminal.press("b")
                try await terminal.waitFor("How much")
                try await terminal.press("a")
                try await terminal.waitFor("Please take your card first.")
                for key in ["a", "f", "i", "1", "Escape", "Up", "Tab", "x", "Space", "BSpace"] {
                    try await terminal.press(key)
                }
                try await terminal.waitForBell()
                try await terminal.waitFor("Please take your card first.")
                try await terminal.press("Enter")
                try await terminal.waitForCash()
                try await terminal.press("Enter")
                try await terminal.waitFor("CASH WITHDRAWAL")
            }
        }

        @Test func `07 fast cash is one key, and its receipt says all that it must`() async throws {
            try await Check.demo { demo, terminal, _ in
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.takeCardAndCash()
                let receipt = try await terminal.waitFor(
                    "CASH WITHDRAWAL", "**** 4821", "2,000.00", "Fee", "2x1000", "APPROVED (00)",
                    "Curzon Hall", "Ref", "Auth", "first try", "Charged once")
                #expect(receipt.contains(/20\d\d-\d\d-\d\d  \d\d:\d\d:\d\d/))
                #expect(!receipt.contains("23,000.00"))
                #expect(try await demo.postings(type: "withdrawal").count == 2)
                #expect(try await demo.balance(ofAyeshas: "current") == "23,000.00")
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test func `08 3,750 is refused while it is typed, and the bank hears of nothing`()
            async throws
        {
            try await Check.demo { demo, terminal, _ in
                try await terminal.enterCardA()
                let before = try await demo.sequenceSeen()
                try await terminal.press("b")
                try await terminal.waitFor("How much")
                try await terminal.press("g")
                try await terminal.waitFor("Type the amount")
                try await terminal.press("3", "7", "5", "0")
                try await terminal.waitFor("3,750 ", "100", "!")
                try await terminal.press("Enter")
                try await terminal.waitForBell()
                try await terminal.waitFor("Type the amount")
                #expect(try await demo.sequenceSeen() == before)
            }
        }

        @Test func `09 above the balance: nothing was taken, the most possible, code and Ref last`()
            async throws
        {
            try await Check.demo { demo, terminal, _ in
                try await terminal.enter(card: "b", pin: "2468")
                try await terminal.press("b")
                try await terminal.waitFor("How much")
                try await terminal.press("d")
                let parts = ["not enough money", "Nothing was taken", "2,000", "Code 51"]
                let screen = try await terminal.waitFor(all: parts)
                for words in ["declined", "invalid", "error"] {
                    #expect(!screen.lowercased().contains(words), "\(words)")
                }
                let places = parts.map { screen.range(of: $0)?.lowerBound }
                #expect(!places.contains(nil), "\(screen)")
                let known = places.compactMap { $0 }
                #expect(known == known.sorted())
                #expect(try await demo.postings(type: "withdrawal").isEmpty)
                try await terminal.press("a")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("CASH WITHDRAWAL", "2,000.00")
            }
        }

        @Test func `10 sixty percent lost both ways: seconds count, one key, charged once`()
            async throws
        {
            let trace = Check.traceFile()
            try await Check.demo(
                "--timeout off --retry fixed:1s --loss-request 60 --loss-answer 60 --seed 4 "
                    + "--trace \(trace.path.shellQuoted)"
            ) { demo, terminal, _ in
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.waitFor("next in 0.")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("Charged once")
                let postings = try await demo.postings(type: "withdrawal")
                #expect(postings.count == 2)
                let keys = Set(postings.compactMap { $0["key"] as? String })
                #expect(keys.count == 1)
                #expect(try await demo.bank("audit").exitCode == 0)
                let requests = try Check.withdrawalRequests(in: trace)
                #expect(requests.count > 1)
                let digits = try #require(keys.first).filter(\.isNumber)
                #expect(requests.allSatisfy { $0.contains(digits) }, "\(digits), \(requests)")
            }
            try FileManager.default.removeItem(at: trace)
        }

        @Test func `11 the next answer dropped: executed, then replayed; balances move once`()
            async throws
        {
            try await Check.demo(columns: 120, rows: 33) { demo, terminal, _ in
                try await terminal.enterCardA()
                _ = try await FinishedProgram.run(
                    BuiltPrograms.atm,
                    ["fault", "set", "drop", "next", "answer", "--state", demo.state.path]
                ).succeeded()
                try await terminal.press("a")
                let story = ["0200 try1", "executed", "DROPPED answer", "0201 try2", "DUP: replay"]
                let trace = try await terminal.waitFor(all: story)
                let places = story.map { trace.firstRange(of: $0)?.lowerBound }
                #expect(!places.contains(nil), "\(trace)")
                let known = places.compactMap { $0 }
                #expect(known == known.sorted())
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("Charged once")
                #expect(try await demo.postings(type: "withdrawal").count == 2)
                #expect(try await demo.balance(ofAyeshas: "current") == "23,000.00")
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test func `12 the bank killed in mid-request: keys answer, the mark changes, one debit`()
            async throws
        {
            try await Check.demo("--timeout off --retry fixed:200ms") { demo, terminal, _ in
                try await terminal.enterCardA()
                let bank = try #require(try demo.bankProcess())
                kill(bank, SIGSTOP)
                try await terminal.press("a")
                try await terminal.waitFor("try 3")
                try await terminal.press("?")
                try await terminal.waitFor("KEYS")
                try await terminal.press("Escape")
                try await terminal.waitFor("SLOW LINK")
                kill(bank, SIGKILL)
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("Charged once")
                #expect(try demo.bankProcess() != bank)
                #expect(try await demo.postings(type: "withdrawal").count == 2)
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test func `13 Esc while waiting: undone until it is acknowledged, no cash, net nothing`()
            async throws
        {
            try await Check.demo("--timeout off --retry fixed:200ms") { demo, terminal, _ in
                try await terminal.enterCardA()
                let bank = try #require(try demo.bankProcess())
                kill(bank, SIGSTOP)
                try await terminal.press("a")
                try await terminal.waitFor("try 2")
                try await terminal.press("Escape")
                try await terminal.waitFor("not be charged")
                kill(bank, SIGCONT)
                try await terminal.waitFor("TAKE YOUR CARD")
                try await terminal.press("Enter")
                try await demo.waitUntil("nothing has moved in the end") {
                    let moved = try await demo.postings(type: "withdrawal").count
                    let undone = try await demo.postings(type: "reversal").count
                    let balance = try await demo.balance(ofAyeshas: "current")
                    return moved == undone && balance == "25,000.00"
                }
                #expect(try await !terminal.scrollback().contains("Please take your cash."))
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test func `14 the machine killed after an approval settles by itself, once`() async throws
        {
            try await Check.demo { demo, terminal, _ in
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.waitFor("Please take your card first.")
                kill(try #require(try demo.machineProcess()), SIGKILL)
                try await terminal.waitFor("This machine was interrupted.")
                try await demo.waitUntil("the withdrawal is given back") {
                    try await demo.balance(ofAyeshas: "current") == "25,000.00"
                }
                #expect(try await demo.postings(type: "reversal").count == 2)
                let journal = try await FinishedProgram.run(
                    BuiltPrograms.atm, ["journal", "verify", "--state", demo.state.path])
                #expect(journal.exitCode == 0, "\(journal.output)")
            }
        }

        @Test func `15 a kiosk without a bank takes no card, and serves when the bank comes`()
            async throws
        {
            let demo = try Demo()
            _ = try await demo.bank("init", "--demo").succeeded()
            let port = try FreePort.any()
            let kiosk = try await Check.kiosk(demo, port: port)
            try await kiosk.waitFor("cannot reach the bank")
            try await kiosk.type(";9705000000084821=30121010000?")
            #expect(try await !kiosk.screen().contains("PIN"))
            let bank = try await Terminal.open(
                "\(BuiltPrograms.bank.shellQuoted) serve --store \(demo.store.shellQuoted) "
                    + "--listen 127.0.0.1:\(port) --plaintext; echo exit=$?")
            try await kiosk.waitFor("insert your card")
            #expect(try await demo.bank("status").exitCode == 0)
            try await bank.press("C-c")
            try await bank.waitFor("exit=0")
            try await kiosk.waitFor("cannot reach the bank")
            #expect(try await demo.bank("status").exitCode == 2)
            try await kiosk.close()
            try await bank.close()
            try demo.remove()
        }
    }
}

extension Terminal {
    /// Presses `key` until the screen shows `words`: a key may only have answered whether more time is needed.
    fileprivate func insist(_ key: String, until words: String) async throws {
        let question = "Do you need more time?"
        while true {
            try await press(key)
            let screen = try await waitFor("\(words), or the question") {
                $0.contains(question) || $0.contains(words)
            }
            if screen.contains(words) { return }
            try await press("x")
            try await waitFor("no question") { !$0.contains(question) }
        }
    }
}
