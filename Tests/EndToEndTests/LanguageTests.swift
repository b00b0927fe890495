import Foundation
import ProgramRunner
import Testing

extension EndToEnd {
    /// Both languages, with and without UTF-8, in a real terminal.
    struct LanguageTests {
        /// Every row reaches from the left border to the right one, which stands in the last column.
        private static func expectWholeRows(_ screen: String) {
            let rows = screen.split(separator: "\n", omittingEmptySubsequences: false).prefix(24)
            #expect(rows.count == 24)
            for row in rows {
                #expect(row.columns == 80, "\(row)")
                #expect("│╮┐┤╯┘".contains(row.last ?? " "), "\(row)")
            }
        }

        @Test func `in Bangla every row is eighty columns wide, from the card to the cash`()
            async throws
        {
            let demo = try Demo()
            let utf8 = ["LC_ALL": "C.UTF-8"]
            try await demo.open("--timeout off --lang bn", environment: utf8) { terminal in
                try await terminal.waitFor("স্বাগতম")
                Self.expectWholeRows(try await terminal.waitFor("সংযুক্ত"))
                for (keys, words) in [
                    (["a"], "পিন লিখুন"), (["1", "3", "5", "7", "Enter"], "টাকা স্থানান্তর"),
                    (["?"], "কিবোর্ড"), (["Escape"], "আপনি কী করতে চান"),
                    (["b"], "কত টাকা তুলতে চান"), (["g"], "পূর্ণ টাকায়"), (["3", "7", "0", "0"], "৩,৭০০_"),
                    (["l"], "3,700_"), (["l"], "৩,৭০০_"), (["Enter"], "আপনার কার্ড নিন"),
                    (["Enter"], "টাকা গুনে নিন"), (["Enter"], "নগদ উত্তোলন"),
                ] {
                    for key in keys { try await terminal.press(key) }
                    Self.expectWholeRows(try await terminal.waitFor(words))
                }
            }
            #expect(try await demo.balance(ofAyeshas: "current") == "21,300.00")
            try FileManager.default.removeItem(at: demo.state)
        }

        @Test func `without UTF-8 a machine of Bangla speaks English in ASCII, and L says why`()
            async throws
        {
            let demo = try Demo()
            try await demo.open("--timeout off --lang bn", environment: ["LC_ALL": "C"]) {
                terminal in
                try await terminal.waitFor("insert your card")
                try await terminal.press("l")
                let screen = try await terminal.waitFor("it needs a terminal with UTF-8")
                #expect(screen.utf8.allSatisfy { $0 < 0x80 })
            }
            try FileManager.default.removeItem(at: demo.state)
        }
    }
}
