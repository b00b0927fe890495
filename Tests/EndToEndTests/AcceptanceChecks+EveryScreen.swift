import Foundation
import ProgramRunner
import Testing

/// Check 25, on every screen that keys lead to.
extension EndToEnd.AcceptanceChecks {
    /// A screen, and how it is reached from the one before it.
    private struct Stop {
        /// Each key with the words to wait for after it; none after a digit.
        var way: KeyValuePairs<String, String>
        /// What the cursor must lie on.
        var focus: String?
        /// A key that means nothing there.
        var wrong = "z"
    }

    private static let menu = "What would you like to do?"

    private static let customersWay = [
        Stop(way: ["C-l": "insert your card"], wrong: "i"),
        Stop(way: ["d": "LAB SERVICES"], focus: "Capital letters"),
        Stop(way: ["a": "Type a text"], wrong: "C-x"),
        Stop(way: ["x": " x_", "Enter": "The bank answered"], focus: "Back"),
        Stop(way: ["i": "insert your card", "a": "enter your PIN"]),
        Stop(
            way: ["1": "", "3": "", "5": "", "7": "", "Enter": menu], focus: "Withdraw cash",
            wrong: "5"),
        Stop(way: ["b": "How much would you like?"], focus: "Other amount", wrong: "5"),
        Stop(way: ["g": "Type the amount", "3": "", "7": " 37_"], focus: "_"),
        Stop(way: ["i": "How much", "Escape": menu, "c": "Count your notes", "3": "3,000"]),
        Stop(way: ["Escape": menu, "d": "From which account"], focus: "Back"),
        Stop(way: ["c": "account that receives", "2": "", "0": "20___________"], focus: "_"),
        Stop(way: ["Escape": "From which account", "a": "Type the amount"], focus: "_"),
        Stop(way: ["5": "", "0": "", "0": " 500_", "Enter": "Please check"], focus: "Back"),
        Stop(
            way: [
                "Escape": "Type the amount", "Escape": "From which account", "Escape": menu,
                "f": "25,000.00",
            ], focus: "Back"),
        Stop(way: ["Escape": menu, "g": "The last movements"], focus: "Back"),
        Stop(way: ["Escape": menu, "h": "type your new PIN"]),
        Stop(way: ["2": "", "5": "", "8": "", "0": "", "Enter": "once more"]),
        Stop(way: ["Escape": menu, "a": "Please take your card first."]),
        Stop(way: ["Enter": "Please take your cash."]),
        Stop(way: ["Enter": "CASH WITHDRAWAL"], focus: "Finish"),
    ]

    private static let desk = "is written into the journal"

    private static let operatorsWay = [
        Stop(way: ["C-o": "enter the operator"]),
        Stop(
            way: ["2": "", "4": "", "6": "", "8": "", "1": "", "0": "", "Enter": desk],
            focus: "Cassettes"),
        Stop(way: ["a": "CASSETTES AND COUNTS"], focus: "Back"),
        Stop(
            way: ["Escape": desk, "b": "In the reject and the retract bin"], focus: "Load notes"),
        Stop(way: ["a": "Put the notes", "2": "2,000"], focus: "2 ]"),
        Stop(
            way: ["Escape": "In the reject", "Escape": desk, "c": "Close the day"], focus: "Back"),
        Stop(way: ["a": "No customer is served"], focus: "Back"),
        Stop(
            way: ["Escape": "Close the day", "Escape": desk, "f": "LINK AND FAULTS"],
            focus: "Back"),
        Stop(way: ["Escape": desk, "g": "JOURNAL"], focus: "Back"),
        Stop(way: ["Escape": desk, "d": "RETAINED CARDS"], focus: "Back"),
        Stop(way: ["Escape": desk, "h": "Nothing is open"], focus: "Back"),
    ]

    @Test func `25 on each of the customer's screens help, a wrong key and the cursor are right`()
        async throws
    {
        try await Check.demo { _, terminal, _ in
            for stop in Self.customersWay { try await Self.visit(stop, terminal) }
        }
    }

    @Test func `25 on each of the operator's screens help, a wrong key and the cursor are right`()
        async throws
    {
        try await Check.demo { _, terminal, _ in
            for stop in Self.operatorsWay { try await Self.visit(stop, terminal) }
        }
    }

    @Test func `25 while the bank is asked, help and a wrong key are right too`() async throws {
        try await Check.demo("--timeout off --retry fixed:200ms") { demo, terminal, _ in
            try await terminal.enterCardA()
            let bank = try #require(try demo.bankProcess())
            kill(bank, SIGSTOP)
            try await terminal.press("a")
            try await terminal.waitFor("try 2")
            try await Self.hearBell(of: "z", terminal)
            try await Self.readHelp(terminal, until: "try ")
            kill(bank, SIGCONT)
            try await terminal.waitFor("TAKE YOUR CARD")
        }
    }

    private static func visit(_ stop: Stop, _ terminal: Terminal) async throws {
        for (key, words) in stop.way {
            try await terminal.press(key)
            if !words.isEmpty { try await terminal.waitFor(words) }
        }
        let words = try #require(stop.way.last).value
        if let focus = stop.focus { try await terminal.waitForCursor(on: focus) }
        let before = try await terminal.steadyBody(holding: words)
        try await hearBell(of: stop.wrong, terminal)
        try await terminal.waitFor("the same after \(stop.wrong)") { $0.body == before }
        try await readHelp(terminal, until: words)
        try await terminal.waitFor("the same after help") { $0.body == before }
    }

    private static func hearBell(of key: String, _ terminal: Terminal) async throws {
        try await terminal.forgetBell()
        try await terminal.press(key)
        try await terminal.waitForBell()
    }

    /// The page has the keys of the line and those of every screen; Esc gives back what lay under it.
    private static func readHelp(_ terminal: Terminal, until words: String) async throws {
        let line = try #require(try await terminal.rows().dropLast().last)
        try await terminal.press("?")
        let named = keyboardNames.filter { line.contains(" \($0.key) ") }.map { $0.value }
        let always = ["Machine key", "  ?  ", "  Ctrl-L  ", "  Ctrl-Z  ", "  Ctrl-Q, Ctrl-C  "]
        try await terminal.waitFor(all: always + named)
        try await terminal.press("Escape")
        try await terminal.waitFor("\(words), without help") {
            $0.contains(words) && !$0.contains("Machine key")
        }
    }

    /// A key in the line of keys, and as the help page has it.
    private static let keyboardNames: KeyValuePairs = [
        "A-D F-I": "a-d  f-i  or click", "0-9": "  0-9  ", "Arrows": "Arrows, Tab",
        "Up/Down": "Up Down Tab", "PgUp/PgDn": "  PgUp, PgDn  ",
        "Left/Right": "Left, Right", "Tab": "Tab, Shift-Tab",
        "Bksp": "  Bksp  ", "Del": "Del, Ctrl-U", "Enter": "  Enter  ", "Esc": "  Esc  ",
        "T": "  T  ", "L": "  L  ", "P": "  P  ", "Keys": "letters, digits",
    ]
}

extension String {
    /// A screen without its head, where the line has its mark and the clock goes, and without the time that is left.
    fileprivate var body: String {
        split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3)
            .joined(separator: "\n").withoutClock
    }
}

extension Terminal {
    /// The body of a screen that shows `words` and stood still for two looks: all of it has been drawn.
    fileprivate func steadyBody(holding words: String) async throws -> String {
        var last = ""
        return try await waitFor("\(words), and all the rest") { screen in
            defer { last = screen.body }
            return screen.contains(words) && screen.body == last
        }.body
    }
}
