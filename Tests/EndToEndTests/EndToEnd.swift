import Foundation
import ProgramRunner
import Testing

/// Everything below drives real programs in real terminals, one at a time: this machine's two cores are the customer's.
@Suite(.serialized, .enabled(if: Tools.hasTmux, "tmux is not installed"))
struct EndToEnd {}

enum Tools {
    static let hasTmux = FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux")
}

extension Terminal {
    /// Card A and its PIN, up to the menu.
    func enterCardA() async throws {
        try await enter(card: "a", pin: "1357")
    }

    /// A demo card by its letter, and a PIN, up to the menu.
    func enter(card: String, pin: String) async throws {
        try await press(card)
        try await waitFor("enter your PIN")
        try await type(pin)
        try await press("Enter")
        try await waitFor("What would you like to do?")
    }

    /// Until the program has ended and the shell has told its exit code.
    func waitForExit() async throws {
        try await waitFor("an exit code") { $0.contains(/exit=\d/) }
    }

    /// From an approval to the receipt, the card first.
    func takeCardAndCash() async throws {
        try await waitFor("TAKE YOUR CARD")
        try await press("Enter")
        try await waitForCash()
        try await press("Enter")
    }

    /// Until the notes are at the shutter.
    ///
    /// By the message line, which is drawn after all that stands above it: while one screen is drawn over another, the
    /// heading of the new one and the card's "press Enter to take" of the old one are there together.
    func waitForCash() async throws {
        try await waitFor("Please take your cash.")
    }
}

extension Demo {
    /// The balance of one of Ayesha Rahman's accounts, as the bank lists it.
    func balance(ofAyeshas kind: String) async throws -> String {
        let account = try #require(
            try await list("account", "list").first {
                $0["holder"] as? String == "Ayesha Rahman" && $0["kind"] as? String == kind
            })
        let minorUnits = try #require(account["balance"] as? Int)
        return grouped(minorUnits)
    }

    /// Asks again and again, bounded, until `condition` holds.
    func waitUntil(_ wanted: String, _ condition: () async throws -> Bool) async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(30)
        while try await !condition() {
            guard clock.now < deadline else {
                throw FinishedProgram.Failed(description: "never happened: \(wanted)")
            }
            try await clock.sleep(for: .milliseconds(50))
        }
    }

    private func grouped(_ minorUnits: Int) -> String {
        var whole = String(minorUnits / 100)
        var groups: [String] = []
        while whole.count > 3 {
            groups.insert(String(whole.suffix(3)), at: 0)
            whole.removeLast(3)
        }
        groups.insert(whole, at: 0)
        return groups.joined(separator: ",") + "." + String(format: "%02d", minorUnits % 100)
    }
}
