import Foundation
import ProgramRunner
import Testing

/// The checks of the terminal itself: its size, its signals, its colours and characters, its keys and clicks.
extension EndToEnd.AcceptanceChecks {
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

    @Test func `17 at 120x33 the desk unfolds beside the very same words, and folds again`()
        async throws
    {
        try await Check.demo { _, terminal, _ in
            try await terminal.enterCardA()
            let before = Set(try await terminal.screen().contentWords)
            try await terminal.resize(columns: 120, rows: 33)
            try await terminal.waitFor("the desk beside the same words") {
                $0.contains("WIRE") && $0.contains("EXACTLY ONCE?")
                    && before.isSubset(of: $0.wordsAlone)
            }
            try await terminal.resize(columns: 80, rows: 24)
            try await terminal.waitFor("the machine alone") {
                !$0.contains("WIRE") && before == Set($0.contentWords)
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

    /// SIGKILL cannot be caught: there the supervisor restores what the machine's process could not.
    @Test(arguments: [SIGILL, SIGSEGV, SIGABRT, SIGKILL])
    func `20 a death: no backtrace, no registers, the machine comes back, the terminal too`(
        death: Int32
    ) async throws {
        try await Check.demo(environment: Self.talkative) { demo, terminal, recording in
            let machine = try #require(try demo.machineProcess())
            kill(machine, death)
            try await demo.waitForAnotherMachine(than: machine)
            try await terminal.waitFor("the new one's first screen") { !$0.contains("ONLINE") }
            try await terminal.waitFor("insert your card")
            try await terminal.press("C-q")
            try await terminal.waitFor("exit=0")
            try await terminal.expectGivenBack()
            try Self.expectNoMemory(in: recording)
        }
    }

    @Test(.enabled(if: TrappingLibrary.canBeMade, "no clang"))
    func `20 a trap in its own code with an approval open: the same, and the money settles`()
        async throws
    {
        let library = try await TrappingLibrary.make()
        let environment = Self.talkative.merging(["LD_PRELOAD": library.path]) { $1 }
        try await Check.demo(environment: environment) { demo, terminal, recording in
            try await terminal.enterCardA()
            try await terminal.press("a")
            try await terminal.waitFor("Please take your card first.")
            let machine = try #require(try demo.machineProcess())
            kill(machine, TrappingLibrary.signal)
            try await demo.waitForAnotherMachine(than: machine)
            try await terminal.waitFor("This machine was interrupted.")
            try await demo.waitUntil("the withdrawal is given back") {
                try await demo.balance(ofAyeshas: "current") == "25,000.00"
            }
            #expect(try await demo.postings(type: "reversal").count == 2)
            try await terminal.press("C-q")
            try await terminal.waitFor("exit=0")
            try await terminal.expectGivenBack()
            try Self.expectNoMemory(in: recording)
        }
        try FileManager.default.removeItem(at: library)
    }

    /// Swift's own backtracer would ask its questions on the screen.
    private static let talkative = ["SWIFT_BACKTRACE": "enable=yes,interactive=yes"]

    private static func expectNoMemory(in recording: String) throws {
        let bytes = String(decoding: try Check.bytes(of: recording), as: UTF8.self)
        for words in ["Press space", "Registers", "rax", "Crash"] {
            #expect(!bytes.contains(words), "\(words)")
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
                    return rows.count == 24 && rows.allSatisfy { $0.columns == 80 }
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
