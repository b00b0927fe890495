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
    }
}

extension Demo {
    /// Every file of the state directory; a socket is none.
    func files() throws -> [URL] {
        try FileManager.default.subpathsOfDirectory(atPath: state.path).map {
            state.appending(path: $0)
        }
        .filter { file in
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            return attributes[.type] as? FileAttributeType == .typeRegular
        }
    }
}
