import Foundation
import Testing

/// The rules of the house that a compiler cannot hold.
struct HouseRulesTests {
    /// What each target that decides may import, and nothing else: no clock, file, socket, terminal or randomness can
    /// reach it. The targets not named here touch the world.
    private static let pureImports: [String: Set<String>] = [
        "Wire/ISO8583": [],
        "Wire/BankProtocol": ["ISO8583"],
        // The C library is there for one call, which wipes a PIN and which no optimiser may leave out.
        "Wire/MessageSecurity": [
            "BankProtocol", "ISO8583", "Crypto", "CryptoExtras", "Darwin", "Glibc", "Musl",
        ],
        "Line/Retry": ["BankProtocol"],
        "Line/LineSession": ["BankProtocol", "ISO8583", "MessageSecurity", "Retry"],
        "Line/LinkFaults": [],
        "Line/PacketTrace": ["LinkFaults"],
        "Bank/Ledger": ["BankProtocol"],
        "Bank/LedgerStore": ["BankProtocol", "Ledger"],
        // A machine's journal held against the books: of the machine's wing only what its journal means.
        "Bank/Reconciliation": ["BankProtocol", "CashMachine", "LedgerStore"],
        "Bank/BankSession": ["BankProtocol", "ISO8583", "LedgerStore", "MessageSecurity"],
        "Machine/CashMachine": ["BankProtocol"],
        "Machine/Spelling": [],
        "Machine/TOMLText": [],
        "Machine/Control": [
            "BankProtocol", "CashMachine", "ISO8583", "LinkFaults", "Spelling", "TextGrid",
        ],
        "Machine/TextGrid": [],
        "Machine/Desk": [
            "BankProtocol", "CashMachine", "Control", "ISO8583", "Lab", "Ledger", "LedgerStore",
            "Lessons", "LinkFaults", "TextGrid",
        ],
        "Machine/Recording": ["BankProtocol", "Control", "Screens", "TextGrid"],
        "Machine/Screens": ["BankProtocol", "CashMachine", "TextGrid"],
        "Proof/Simulation": [
            "BankProtocol", "BankSession", "CashMachine", "ISO8583", "Ledger", "LedgerStore",
            "LineSession", "LinkFaults", "MessageSecurity", "Retry",
        ],
        // The C library is there for the logarithm of an axis.
        "Proof/Lab": [
            "BankProtocol", "CashMachine", "ISO8583", "Ledger", "LedgerStore", "LinkFaults",
            "MessageSecurity", "Retry", "Darwin", "Glibc", "Musl",
        ],
        "Proof/Lessons": [
            "BankProtocol", "CashMachine", "Control", "Lab", "Ledger", "LedgerStore", "LinkFaults",
            "TextGrid",
        ],
        "Proof/Workload": [
            "BankProtocol", "CashMachine", "LinkFaults", "Screens", "TextGrid",
        ],
        "Proof/Evidence": ["BankProtocol", "CashMachine", "Ledger", "LedgerStore", "Workload"],
    ]

    @Test(arguments: pureImports.keys.sorted())
    func `a target that decides imports nothing that touches the world`(target: String) throws {
        let allowed = try #require(Self.pureImports[target])
        let files = try SourceTree.swiftFiles(below: "Sources/\(target)")
        #expect(!files.isEmpty)
        for file in files {
            #expect(Set(file.imports).subtracting(allowed).isEmpty, "\(file.path)")
        }
    }

    @Test func `the top level holds what the card names and nothing else`() throws {
        let seen = try SourceTree.names(in: ".").filter {
            !$0.hasPrefix(".") && $0 != "Package.resolved"
        }
        #expect(seen == ["Package.swift", "README.md", "Sources", "Tests", "Themes"])
    }

    @Test func `the tests stand in the sources' wings`() throws {
        let wings = try SourceTree.names(in: "Sources")
        for wing in wings {
            let targets = Set(try SourceTree.names(in: "Sources/\(wing)"))
            for suite in try SourceTree.names(in: "Tests/\(wing)") {
                #expect(
                    suite.hasSuffix("Tests") && targets.contains(String(suite.dropLast(5))),
                    "\(suite)")
            }
        }
    }

    @Test func `no file has grown past the length at which to look for its second type`() throws {
        for file in try SourceTree.swiftFiles(below: "Sources") {
            #expect(file.lines.count <= 500, "\(file.path)")
        }
    }

    @Test(arguments: ["try?", "catch {}", "TODO", "FIXME", "fatalError("])
    func `sources hold no swallowed error and nothing unfinished`(phrase: String) throws {
        for file in try SourceTree.swiftFiles(below: "Sources") {
            #expect(!file.text.contains(phrase), "\(file.path)")
        }
    }

    /// They are built for release with everything else, where nothing can be imported so.
    @Test func `what tests share imports nothing as testable`() throws {
        let files = try SourceTree.swiftFiles(below: "Tests/Support")
        #expect(!files.isEmpty)
        for file in files {
            #expect(!file.text.contains("@testable"), "\(file.path)")
        }
    }

    @Test(arguments: ["Task.sleep", "usleep(", "Thread.sleep", "XCTSkip"])
    func `no test sleeps`(phrase: String) throws {
        for file in try SourceTree.swiftFiles(below: "Tests")
        where !file.path.contains("HouseRules") {
            #expect(!file.text.contains(phrase), "\(file.path)")
        }
    }
}
