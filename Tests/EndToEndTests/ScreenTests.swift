import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// The other services, and the terminal as a terminal.
    struct ScreenTests {
        @Test func `balance, then the card back`() async throws {
            try await Demo.run { _, terminal in
                try await terminal.enterCardA()
                try await terminal.press("f")
                try await terminal.waitFor("25,000.00")
                try await terminal.press("i")
                try await terminal.waitFor("What would you like") { !$0.contains("25,000.00") }
            }
        }

        @Test func `a deposit is counted, credited once and receipted`() async throws {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("c")
                try await terminal.waitFor("Count your notes")
                try await terminal.press("3", "Down", "2", "Down", "7")
                try await terminal.waitFor("4,700")
                try await terminal.press("Enter")
                try await terminal.throughCardToReceipt(holding: "4,700.00")
                #expect(try await demo.balance(ofAyeshas: "current") == "29,700.00")
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test func `a terminal too small says what it needs and gives the same screen back`()
            async throws
        {
            try await Demo.run { _, terminal in
                try await terminal.enterCardA()
                try await terminal.press("b")
                try await terminal.waitFor("How much")
                try await terminal.press("g")
                try await terminal.waitFor("Type the amount")
                try await terminal.type("37")
                try await terminal.waitFor(" 37_")
                try await terminal.resize(columns: 60, rows: 20)
                try await terminal.waitFor("what it needs and has") {
                    $0.contains("80") && $0.contains("60")
                }
                try await terminal.resize(columns: 1, rows: 1)
                try await terminal.resize(columns: 80, rows: 24)
                let after = try await terminal.waitFor(" 37_")
                #expect(after.contains("Type the amount"))
            }
        }

        @Test func `a wide terminal shows the same machine`() async throws {
            try await Demo.run(columns: 120, rows: 33) { _, terminal in
                try await terminal.enterCardA()
                try await terminal.waitFor("Fast cash")
            }
        }

        @Test func `the theme changes, the text does not; help lists the keys`() async throws {
            try await Demo.run { _, terminal in
                let before = try await terminal.screen()
                try await terminal.press("t")
                try await terminal.press("?")
                let help = try await terminal.waitFor("KEYS")
                #expect(help.contains("Enter"))
                try await terminal.press("Escape")
                try await terminal.waitFor("the same text") { $0.words == before.words }
            }
        }

        @Test func `without Unicode every byte is ASCII and boxes are drawn with plus and minus`()
            async throws
        {
            try await Demo.run(environment: ["LC_ALL": "C"]) { _, terminal in
                try await terminal.enterCardA()
                let screen = try await terminal.screen()
                #expect(screen.utf8.allSatisfy { $0 < 0x80 })
                #expect(screen.contains("+--"))
            }
        }

        @Test(arguments: ["quit", "TERM", "HUP", "KILL"])
        func `the terminal is given back`(way: String) async throws {
            try await Demo.run { demo, terminal in
                #expect(try await terminal.fact("alternate_on") == "1")
                let supervisor = try #require(try demo.supervisorProcess())
                switch way {
                case "TERM": kill(supervisor, SIGTERM)
                case "HUP": kill(try #require(try demo.machineProcess()), SIGHUP)
                case "KILL":
                    // The machine process dies, its supervisor brings it back, and that one is left in good order.
                    let machine = try #require(try demo.machineProcess())
                    kill(machine, SIGKILL)
                    try await demo.waitUntil("another machine process") {
                        let now = try demo.machineProcess()
                        return now != nil && now != machine
                    }
                    try await terminal.waitFor("a screen of the new one") { !$0.contains("ONLINE") }
                    try await terminal.waitFor("ONLINE")
                    try await terminal.press("C-q")
                default: try await terminal.press("C-q")
                }
                try await terminal.waitForExit()
                #expect(try await terminal.fact("alternate_on") == "0")
                #expect(try await terminal.fact("cursor_flag") == "1")
                try await terminal.type("stty -a | tr ';' '\\n' | grep -c -- '-icanon\\|-echo '")
                try await terminal.press("Enter")
                try await terminal.waitFor("a tty in its right mind") { $0.contains("\n0\n") }
            }
        }
    }
}

extension String {
    /// What a screen says, without its lines, its clock and where the words stand.
    var words: [Substring] {
        split { $0.isWhitespace || "╭╮╰╯│─├┤┌┐└┘".contains($0) }.filter { !$0.contains(":") }
    }
}

extension Terminal {
    /// After an approval: the card if it is out already, and then the receipt.
    func throughCardToReceipt(holding text: String) async throws {
        let screen = try await waitFor("a card or a receipt") {
            $0.uppercased().contains("TAKE YOUR CARD")
                || $0.contains(text) && $0.contains("RECEIPT")
        }
        if screen.uppercased().contains("TAKE YOUR CARD") { try await press("Enter") }
        try await waitFor(text)
    }
}
