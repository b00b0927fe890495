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
                #expect(rows.count == 24 && rows.allSatisfy { $0.count == 80 })
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
                    ("g", "MINI STATEMENT"), ("h", "new PIN"),
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
            try await Check.demo { demo, terminal, recording in
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
                let seen = try await terminal.scrollback()
                let machine = try demo.files(below: "machine") + demo.files(below: "receipts")
                let written = try machine + [Check.bytes(of: recording), Data(seen.utf8)]
                for secret in [pin, "9705000000084821"] {
                    #expect(written.allSatisfy { !$0.contains(Data(secret.utf8)) }, "\(secret)")
                }
                #expect(seen.contains("4821"))
            }
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
            try await Check.demo("--timeout 1") { demo, terminal, _ in
                try await terminal.press("a")
                try await terminal.waitFor("enter your PIN")
                try await terminal.press("1", "3", "5", "7", "Enter")
                try await terminal.waitFor("What would you like to do?")
                try await terminal.press("b")
                try await terminal.waitFor("How much")
                try await terminal.press("g")
                try await terminal.waitFor("Type the amount")
                try await terminal.press("3", "7")
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
                #expect(try await terminal.screen().contains("Please take your card first."))
                try await terminal.press("Enter")
                try await terminal.waitForCash()
                try await terminal.press("Enter")
                try await terminal.waitFor("CASH WITHDRAWAL")
            }
        }

        @Test func `07 fast cash is one key, and its receipt says all that it must`() async throws {
            try await Check.demo { _, terminal, _ in
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.takeCardAndCash()
                let receipt = try await terminal.waitFor("Charged once")
                for words in [
                    "CASH WITHDRAWAL", "**** 4821", "2,000.00", "Fee", "2x1000", "APPROVED (00)",
                    "Curzon Hall", "Ref", "Auth", "first try",
                ] {
                    #expect(receipt.contains(words), "\(words)")
                }
                #expect(receipt.contains(/20\d\d-\d\d-\d\d  \d\d:\d\d:\d\d/))
                #expect(!receipt.contains("23,000.00"))
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
                let screen = try await terminal.waitFor("3,750 ")
                #expect(screen.contains("100") && screen.contains("!"))
                try await terminal.press("Enter")
                try await terminal.waitForBell()
                #expect(try await terminal.screen().contains("Type the amount"))
                #expect(try await demo.sequenceSeen() == before)
            }
        }

        @Test func `09 above the balance: nothing was taken, the most possible, code and Ref last`()
            async throws
        {
            try await Check.demo { _, terminal, _ in
                try await terminal.enter(card: "b", pin: "2468")
                try await terminal.press("b")
                try await terminal.waitFor("How much")
                try await terminal.press("d")
                let screen = try await terminal.waitFor("Code 51")
                for words in ["declined", "invalid", "error"] {
                    #expect(!screen.lowercased().contains(words), "\(words)")
                }
                let parts = ["not enough money", "Nothing was taken", "2,000", "Code 51"]
                let places = parts.map { screen.range(of: $0)?.lowerBound }
                #expect(!places.contains(nil), "\(screen)")
                let known = places.compactMap { $0 }
                #expect(known == known.sorted())
            }
        }

        @Test func `10 sixty percent lost both ways: seconds count, one key, charged once`()
            async throws
        {
            try await Check.demo(
                "--timeout off --retry fixed:1s --loss-request 60 --loss-answer 60 --seed 4"
            ) { demo, terminal, _ in
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.waitFor("next in 0.")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("Charged once")
                let postings = try await demo.postings(type: "withdrawal")
                #expect(postings.count == 2)
                #expect(Set(postings.compactMap { $0["key"] as? String }).count == 1)
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
                    + "--listen 127.0.0.1:\(port) --plaintext")
            try await kiosk.waitFor("insert your card")
            try await kiosk.close()
            try await bank.close()
            try demo.remove()
        }

        @Test func `16 any size, and the same screen and input come back`() async throws {
            try await Check.demo { _, terminal, _ in
                try await terminal.enterCardA()
                try await terminal.press("b")
                try await terminal.waitFor("How much")
                try await terminal.press("g")
                try await terminal.waitFor("Type the amount")
                try await terminal.press("3", "7")
                try await terminal.waitFor(" 37_")
                try await terminal.resize(columns: 60, rows: 20)
                try await terminal.waitFor("need and have") {
                    $0.contains("80x24") && $0.contains("60x20")
                }
                try await terminal.resize(columns: 1, rows: 1)
                try await terminal.resize(columns: 500, rows: 150)
                try await terminal.waitFor("the same on a wall") {
                    $0.contains(" 37_") && $0.contains("Type the amount")
                }
                try await terminal.resize(columns: 80, rows: 24)
                try await terminal.waitFor("the same as before") {
                    $0.contains(" 37_") && $0.contains("Type the amount")
                }
            }
        }

        @Test func `18 Ctrl-Z and fg: the terminal is lent out and painted anew`() async throws {
            try await Check.demo { _, terminal, _ in
                try await terminal.enterCardA()
                try await terminal.press("C-z")
                try await terminal.waitForFact("alternate_on", "0")
                try await terminal.type("fg")
                try await terminal.press("Enter")
                try await terminal.waitForFact("alternate_on", "1")
                try await terminal.waitFor("What would you like to do?")
                try await terminal.press("b")
                try await terminal.waitFor("How much")
            }
        }

        @Test func `18 in a kiosk Ctrl-Z, Ctrl-C and Ctrl-Q do nothing`() async throws {
            let demo = try Demo()
            _ = try await demo.bank("init", "--demo").succeeded()
            let kiosk = try await Check.kiosk(demo, port: try FreePort.any())
            try await kiosk.waitFor("cannot reach the bank")
            try await kiosk.press("C-z", "C-c", "C-q")
            try await kiosk.waitForBell()
            try await kiosk.press("?")
            try await kiosk.waitFor("KEYS")
            #expect(try await kiosk.fact("alternate_on") == "1")
            try await kiosk.close()
            try demo.remove()
        }

        @Test(arguments: [("C-q", 0), ("TERM", 143), ("HUP", 129), ("INT", 130)])
        func `19 every way out gives the terminal back and has its exit code`(
            way: String, exitCode: Int
        ) async throws {
            try await Check.demo { demo, terminal, _ in
                let supervisor = try #require(try demo.supervisorProcess())
                switch way {
                case "TERM": kill(supervisor, SIGTERM)
                case "HUP": kill(supervisor, SIGHUP)
                case "INT": kill(supervisor, SIGINT)
                default: try await terminal.press(way)
                }
                try await terminal.waitFor("exit=\(exitCode)")
                try await terminal.expectGivenBack()
            }
        }

        @Test(arguments: [SIGILL, SIGSEGV, SIGABRT])
        func `20 a trap: no backtrace, no registers, the machine comes back, the terminal too`(
            trap: Int32
        ) async throws {
            try await Check.demo(environment: ["SWIFT_BACKTRACE": "enable=yes,interactive=yes"]) {
                demo, terminal, recording in
                let machine = try #require(try demo.machineProcess())
                kill(machine, trap)
                try await demo.waitUntil("another machine process") {
                    let now = try demo.machineProcess()
                    return now != nil && now != machine
                }
                try await terminal.waitFor("the new one's first screen") { !$0.contains("ONLINE") }
                try await terminal.waitFor("insert your card")
                try await terminal.press("C-q")
                try await terminal.waitFor("exit=0")
                try await terminal.expectGivenBack()
                let bytes = String(decoding: try Check.bytes(of: recording), as: UTF8.self)
                for words in ["Press space", "Registers", "rax", "Crash"] {
                    #expect(!bytes.contains(words), "\(words)")
                }
            }
        }

        @Test func `21 NO_COLOR leaves no colour, all states readable; --color always beats it`()
            async throws
        {
            let colours = /\e\[(?:\d+;)*(?:3\d|4\d|9\d|10[0-7])(?:;\d+)*m/
            for (flags, isColoured) in [("", false), ("--color always", true)] {
                try await Check.demo("--timeout off \(flags)", environment: ["NO_COLOR": "1"]) {
                    _, terminal, recording in
                    try await terminal.enterCardA()
                    try await terminal.press("b")
                    try await terminal.waitFor("How much")
                    let bytes = String(decoding: try Check.bytes(of: recording), as: UTF8.self)
                    #expect(bytes.contains(colours) == isColoured)
                }
            }
        }

        @Test(arguments: [
            "vt100", "linux", "screen", "tmux-256color", "xterm-256color", "xterm-kitty",
        ])
        func `22 every kind of terminal runs it; an unknown one with a line of warning`(
            kind: String
        ) async throws {
            try await Check.demo(environment: ["TERM": kind]) { demo, terminal, _ in
                try await terminal.enterCardA()
                let logs = try demo.files(below: "machine").map {
                    String(decoding: $0, as: UTF8.self)
                }
                let isUnknown = logs.contains { $0.contains("is not known here") }
                #expect(isUnknown == (kind == "xterm-kitty"))
                try await terminal.press("Escape")
                try await terminal.waitFor("TAKE YOUR CARD")
            }
        }

        @Test func `22 a dumb terminal is told of --plain, with 69`() async throws {
            let demo = try Demo()
            try await demo.open(environment: ["TERM": "dumb"]) {
                let screen = try await $0.waitFor("exit=69")
                #expect(screen.replacing("\n", with: "").contains("--plain"))
            }
            try demo.remove()
        }

        @Test func `23 LC_ALL=C is pure ASCII, boxes of plus, minus and bar`() async throws {
            try await Check.demo(environment: ["LC_ALL": "C"]) { _, terminal, recording in
                try await terminal.enterCardA()
                try await terminal.waitFor("+---")
                #expect(try await terminal.screen().contains("BDT 2,000"))
                #expect(try Check.bytes(of: recording).allSatisfy { $0 < 0x80 })
            }
        }

        @Test func `23 with UTF-8 every row is exactly 80 columns wide`() async throws {
            try await Check.demo(environment: ["LC_ALL": "C.UTF-8"]) { _, terminal, _ in
                for key in ["", "?", "Escape"] {
                    if !key.isEmpty { try await terminal.press(key) }
                    try await terminal.waitFor("a whole frame") { screen in
                        let rows = screen.split(separator: "\n")
                        return rows.count == 24 && rows.allSatisfy { $0.count == 80 }
                    }
                }
            }
        }

        @Test func `24 a digit costs 200 bytes at most, ten idle seconds 600, and nothing clears`()
            async throws
        {
            try await Check.demo { _, terminal, recording in
                try await terminal.enterCardA()
                try await terminal.press("b")
                try await terminal.waitFor("How much")
                try await terminal.press("g")
                try await terminal.waitFor("Type the amount")
                try await terminal.waitForNextSecond()
                let before = try Check.bytes(of: recording).count
                try await terminal.press("5")
                try await terminal.waitFor(" 5_")
                let after = try Check.bytes(of: recording).count
                // One second's clock may be among them.
                #expect(after - before <= 200 + 60)
                for _ in 1...10 { try await terminal.waitForNextSecond() }
                let bytes = try Check.bytes(of: recording)
                #expect(bytes.count - after <= 11 * 60)
                let text = String(decoding: bytes, as: UTF8.self)
                let started = try #require(text.range(of: "Welcome."))
                #expect(!text[started.upperBound...].contains("\u{1b}[2J"))
            }
        }

        @Test func `25 help names the line's keys, a wrong key rings, the cursor is on the focus`()
            async throws
        {
            try await Check.demo { _, terminal, _ in
                try await terminal.enterCardA()
                let menu = try await terminal.screen()
                try await terminal.press("5")
                try await terminal.waitForBell()
                #expect(try await terminal.screen().withoutClock == menu.withoutClock)
                try await terminal.press("?")
                let help = try await terminal.waitFor("KEYS")
                for words in ["a-d  f-i", "Arrows", "Enter", "Esc", "Ctrl-Q", "Ctrl-L"] {
                    #expect(help.contains(words), "\(words)")
                }
                try await terminal.press("Escape")
                try await terminal.waitFor("What would you like to do?")
                for (key, label) in [
                    ("Home", "Fast cash"), ("Down", "Withdraw"), ("Tab", "Deposit"),
                    ("Right", "Change PIN"), ("Up", "Mini statement"),
                ] {
                    try await terminal.press(key)
                    try await terminal.waitForCursor(on: label)
                }
            }
        }

        @Test func `25 T goes through six themes and leaves the text as it is`() async throws {
            try await Check.demo { _, terminal, _ in
                try await terminal.enterCardA()
                let words = try await terminal.screen().wordsAlone
                for _ in 1...6 {
                    try await terminal.press("t")
                    try await terminal.waitFor("the same words") { $0.wordsAlone == words }
                }
            }
        }

        @Test func `a click on a choice chooses it`() async throws {
            try await Check.demo(environment: ["TERM": "xterm-256color"]) { _, terminal, _ in
                try await terminal.enterCardA()
                let row = try #require(
                    try await terminal.rows().firstIndex { $0.contains("Withdraw cash") })
                try await terminal.type("\u{1b}[<0;8;\(row + 1)M")
                try await terminal.waitFor("How much")
            }
        }
    }
}
