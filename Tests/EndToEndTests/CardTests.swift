import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// Cards and PINs, the right ones and the wrong ones.
    struct CardTests {
        @Test func `a card number is typed, shown as stars but for its end, and is good`()
            async throws
        {
            try await Demo.run { _, terminal in
                try await terminal.type("9705000000084821")
                let screen = try await terminal.waitFor("4821")
                #expect(!screen.contains("97050000"))
                try await terminal.press("Enter")
                try await terminal.waitFor("enter your PIN")
                try await terminal.type("1357")
                try await terminal.press("Enter")
                try await terminal.waitFor("Hello, Ayesha")
            }
        }

        @Test
        func `three wrong PINs: told twice how many are left, then the card is kept and locked`()
            async throws
        {
            try await Demo.run { demo, terminal in
                try await terminal.press("g")
                try await terminal.waitFor("enter your PIN")
                for left in ["2 tries", "1 try"] {
                    try await terminal.type("1111")
                    try await terminal.press("Enter")
                    try await terminal.waitFor("You have \(left) left")
                }
                try await terminal.type("1111")
                try await terminal.press("Enter")
                try await terminal.waitFor("The PIN was wrong too often")
                let card = try #require(
                    try await demo.list("card", "list").first {
                        ($0["card"] as? String)?.hasSuffix("5512") == true
                    })
                #expect(card["tries_left"] as? Int == 0)
            }
        }

        @Test func `a lost card is kept, an expired one comes back`() async throws {
            try await Demo.run { _, terminal in
                try await terminal.press("h")
                try await terminal.waitFor("enter your PIN")
                try await terminal.type("8642")
                try await terminal.press("Enter")
                try await terminal.waitFor("expired") {
                    $0.lowercased().contains("expired") && $0.contains("54")
                }
                try await terminal.press("i")
                try await terminal.waitFor("TAKE YOUR CARD") {
                    $0.uppercased().contains("TAKE YOUR CARD")
                }
                try await terminal.press("Enter")
                try await terminal.waitFor("insert your card")
                try await terminal.press("f")
                try await terminal.waitFor("enter your PIN")
                try await terminal.type("1111")
                try await terminal.press("Enter")
                try await terminal.waitFor("to keep the card")
            }
        }

        @Test
        func `no PIN and no full card number is on the screen, in a log, a journal or the books`()
            async throws
        {
            try await Demo.run { demo, terminal in
                try await terminal.enterCardA()
                #expect(try await !terminal.scrollback().contains("1357"))
                try await terminal.press("C-q")
                try await terminal.waitForExit()
                let needles = [Data("9705000000084821".utf8), Data("1357".utf8)]
                for file in try demo.files()
                where !file.path.hasSuffix("bank.sqlite") && !file.path.contains("bank.sqlite-") {
                    let bytes = try Data(contentsOf: file)
                    #expect(bytes.range(of: needles[0]) == nil, "\(file.path)")
                    if file.pathExtension == "log" {
                        #expect(bytes.range(of: needles[1]) == nil, "\(file.path)")
                    }
                }
            }
        }
    }
}

extension Demo {
    /// Every file of the state directory.
    func files() throws -> [URL] {
        try FileManager.default.subpathsOfDirectory(atPath: state.path).map {
            state.appending(path: $0)
        }
        .filter { (url: URL) in
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
                && !isDirectory.boolValue
        }
    }
}
