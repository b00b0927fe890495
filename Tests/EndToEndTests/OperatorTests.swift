import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// An operator at the real machine.
    struct OperatorTests {
        @Test
        func
            `killed with cash at the shutter: an operator counts, cash comes back, the clerk settles`()
            async throws
        {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.waitFor("TAKE YOUR CARD")
                try await terminal.press("Enter")
                try await terminal.waitForCash()
                kill(try #require(try demo.machineProcess()), SIGKILL)
                try await terminal.waitFor("cannot tell how much cash came out")
                try await terminal.press("Enter")
                try await terminal.waitFor("No cash just now")

                try await terminal.enterOperator()
                try await terminal.waitFor("Unsettled requests 1")
                try await terminal.press("h")
                try await terminal.waitFor("Count ref", "withdrawal", "2,000")
                // The notes were taken back in: the operator finds them all, so nothing was paid.
                try await terminal.press("a")
                try await terminal.waitFor("did the customer get")
                try await terminal.press("Enter")
                try await terminal.waitFor("once more")
                try await terminal.press("Enter")
                try await terminal.waitFor("Counted twice, both times")
                try await terminal.press("d")
                try await terminal.waitFor("Nothing is open")
                try await terminal.press("i")
                try await terminal.waitFor("Unsettled requests 0")
                try await terminal.press("i")
                try await terminal.waitFor("Notes in this machine")

                // Cash is paid again; this visit's messages also raise the mark above the suspect.
                try await terminal.enterCardA()
                try await terminal.press("a")
                try await terminal.takeCardAndCash()
                try await terminal.waitFor("CASH WITHDRAWAL")
                let cases = try await demo.list("cases")
                #expect(cases.map { $0["kind"] as? String } == ["SUSPECT"])
                let id = try #require(cases.first?["id"] as? Int)
                let resolved = try await demo.bank(
                    "cases", "resolve", "\(id)", "--credit", "2000", "--note", "all notes found")
                #expect(resolved.exitCode == 0, "\(resolved.errors)")
                #expect(try await demo.balance(ofAyeshas: "current") == "23,000.00")
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test func `three wrong codes pause for five minutes, also after a restart`() async throws {
            try await Demo.run { demo, terminal in
                try await terminal.press("C-o")
                for left in ["2", "1"] {
                    try await terminal.waitFor("enter the operator")
                    try await terminal.type("111111")
                    try await terminal.press("Enter")
                    try await terminal.waitFor("Tries left: \(left)")
                }
                try await terminal.type("111111")
                try await terminal.press("Enter")
                try await terminal.waitFor("wrong too often")
                let process = try #require(try demo.machineProcess())
                kill(process, SIGKILL)
                try await demo.waitUntil("another process has the machine") {
                    let next = try demo.machineProcess()
                    return next != nil && next != process
                }
                try await terminal.waitFor("insert your card")
                try await terminal.waitFor("ONLINE")
                try await terminal.press("C-o")
                try await terminal.waitFor("wrong too often")
                #expect(try await !terminal.scrollback().contains("111111"))
            }
        }

        @Test func `an operator's own code replaces the demo's, while the machine runs`()
            async throws
        {
            try await Demo.run { demo, terminal in
                let set = try await FinishedProgram.run(
                    BuiltPrograms.atm, ["operator", "set-code", "--state", demo.state.path],
                    input: "907214\n")
                #expect(set.exitCode == 0, "\(set.errors)")
                try await terminal.enterOperator("907214")
                try await terminal.waitFor("Unsettled requests 0")
                try await terminal.press("Escape")
                try await terminal.waitFor("insert your card")
                for file in try demo.files() where file.path.contains("/machine/") {
                    let bytes = try Data(contentsOf: file)
                    #expect(bytes.range(of: Data("907214".utf8)) == nil, "\(file.path)")
                }
            }
        }

        @Test func `cash that is loaded is in the cassettes and in the bank's books`() async throws
        {
            try await Demo.run { demo, terminal in
                let before = try await demo.postings(type: "cash").count
                try await terminal.enterOperator()
                try await terminal.press("b")
                try await terminal.waitFor("In the reject and the retract bin")
                try await terminal.press("a")
                for wanted in ["Put the notes", "once more"] {
                    try await terminal.waitFor(wanted)
                    try await terminal.type("20")
                    try await terminal.press("Enter")
                }
                try await terminal.waitFor("Counted twice, both times")
                try await terminal.press("d")
                try await terminal.waitFor("the load, counted and confirmed") {
                    $0.contains(/1000 +520 +0 +0 +520/) && $0.contains("has confirmed all")
                }
                let postings = try await demo.postings(type: "cash")
                #expect(postings.count == before + 2)
                #expect(
                    postings.suffix(2).compactMap { $0["amount"] as? Int }.map(abs)
                        == [2_000_000, 2_000_000])
                #expect(try await demo.bank("audit").exitCode == 0)
            }
        }

        @Test func `what is no code is refused with a sentence`() async throws {
            let demo = try Demo()
            for input in ["", "12345\n", "1234567\n", "12345a\n"] {
                let set = try await FinishedProgram.run(
                    BuiltPrograms.atm, ["operator", "set-code", "--state", demo.state.path],
                    input: input)
                #expect(set.exitCode == 65)
                #expect(set.errors.contains("has 6 digits"))
            }
        }
    }
}

extension Terminal {
    /// Ctrl-O and the code, up to the menu.
    func enterOperator(_ code: String = "246810") async throws {
        try await press("C-o")
        try await waitFor("enter the operator")
        try await type(code)
        try await press("Enter")
        let menu = try await waitFor("is written into the journal")
        #expect(!menu.contains(code))
    }
}
