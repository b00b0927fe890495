// swift-tools-version: 6.2
import PackageDescription

// The dependency lists below are the architecture: what decides (`ISO8583`, `BankProtocol`, `Retry`, `Ledger`,
// `CashMachine`, `Screens`, …) names no library that could touch the world.

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

enum Library {
    static let argumentParser: Target.Dependency = .product(
        name: "ArgumentParser", package: "swift-argument-parser")
    static let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras: Target.Dependency = .product(
        name: "CryptoExtras", package: "swift-crypto")
    static let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
    static let grdbSQLite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
    static let histogram: Target.Dependency = .product(
        name: "Histogram", package: "hdrhistogram-swift")
    static let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
    static let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
    static let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
    static let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
    static let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
    static let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
    static let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
    static let serviceLifecycle: Target.Dependency = .product(
        name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let unixSignals: Target.Dependency = .product(
        name: "UnixSignals", package: "swift-service-lifecycle")
    static let swiftASN1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
    static let tomlKit: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
    static let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
}

/// The five wings of `Sources`; `Tests` mirrors them.
enum Wing: String {
    case wire = "Wire"
    case line = "Line"
    case bank = "Bank"
    case machine = "Machine"
    case proof = "Proof"

    func library(
        _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
    ) -> Target {
        .target(
            name: name, dependencies: dependencies, path: "Sources/\(rawValue)/\(name)",
            resources: resources,
            swiftSettings: house)
    }

    func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
        .executableTarget(
            name: name, dependencies: dependencies, path: "Sources/\(rawValue)/\(name)",
            swiftSettings: house)
    }

    func tests(
        _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
    ) -> Target {
        .testTarget(
            name: "\(name)Tests", dependencies: [.target(name: name)] + dependencies,
            path: "Tests/\(rawValue)/\(name)Tests", exclude: exclude, swiftSettings: house)
    }
}

let wire: [Target] = [
    Wing.wire.library("ISO8583"),
    Wing.wire.library("BankProtocol", ["ISO8583"]),
    Wing.wire.library(
        "MessageSecurity", ["BankProtocol", "ISO8583", Library.crypto, Library.cryptoExtras]),
    Wing.wire.library("Framing", [Library.nioCore]),
    Wing.wire.library(
        "LineSecurity",
        [
            "BankProtocol", Library.nioCore, Library.nioSSL, Library.nioTLS, Library.swiftASN1,
            Library.x509,
        ]),
    Wing.wire.tests("ISO8583", []),
    Wing.wire.tests("BankProtocol", ["ISO8583", "MessageSecurity"]),
    Wing.wire.tests("MessageSecurity", ["BankProtocol", "ISO8583"]),
    Wing.wire.tests("Framing", [Library.nioCore, Library.nioEmbedded]),
    Wing.wire.tests("LineSecurity", ["BankProtocol", "CertificateAuthority"]),
]

let line: [Target] = [
    Wing.line.library("Retry", ["BankProtocol"]),
    Wing.line.library("LineSession", ["BankProtocol", "ISO8583", "MessageSecurity", "Retry"]),
    Wing.line.library("LinkFaults"),
    Wing.line.library("PacketTrace", ["LinkFaults"]),
    Wing.line.library(
        "RetryingTransport",
        [
            "BankProtocol", "Framing", "LineSecurity", "LineSession", "LinkFaults",
            "MessageSecurity", "Retry", Library.logging, Library.nioCore, Library.nioPosix,
        ]),
    Wing.line.tests("Retry", ["BankProtocol"]),
    Wing.line.tests("LineSession", ["BankProtocol", "ISO8583", "MessageSecurity", "Retry"]),
    Wing.line.tests("LinkFaults", []),
    Wing.line.tests("PacketTrace", ["LinkFaults", "ProgramRunner"]),
    Wing.line.tests(
        "RetryingTransport",
        [
            "BankProtocol", "CertificateAuthority", "Framing", "ISO8583", "LineSecurity",
            "LineSession", "LinkFaults", "MessageSecurity", "Retry",
            Library.logging, Library.nioCore, Library.nioPosix,
        ]),
]

let bank: [Target] = [
    Wing.bank.library(
        "CertificateAuthority",
        ["BankProtocol", "LineSecurity", Library.crypto, Library.swiftASN1, Library.x509]),
    Wing.bank.library(
        "Invocation", ["Spelling", "TOMLText", Library.argumentParser, Library.tomlKit]),
    Wing.bank.library("ProgressDisplay"),
    Wing.bank.library("Ledger", ["BankProtocol"]),
    Wing.bank.library("LedgerStore", ["BankProtocol", "Ledger"]),
    Wing.bank.library("Reconciliation", ["BankProtocol", "CashMachine", "LedgerStore"]),
    Wing.bank.library(
        "SQLiteLedgerStore",
        ["BankProtocol", "Ledger", "LedgerStore", Library.grdb, Library.grdbSQLite]),
    Wing.bank.library(
        "BankSession",
        ["BankProtocol", "ISO8583", "LedgerStore", "MessageSecurity"]),
    Wing.bank.library(
        "BankServer",
        [
            "BankProtocol", "BankSession", "Framing", "ISO8583", "Ledger", "LedgerStore",
            "LineSecurity", "MessageSecurity",
            Library.logging, Library.nioCore, Library.nioPosix,
        ]),
    Wing.bank.library("Operations", [Library.nioCore, Library.nioHTTP1, Library.nioPosix]),
    Wing.bank.library(
        "BankCommands",
        [
            "BankProtocol", "BankServer", "BankSession", "CertificateAuthority", "Framing",
            "ISO8583", "Invocation", "Ledger", "LedgerStore", "LineSecurity", "MachineStore",
            "MessageSecurity", "Operations", "ProgressDisplay", "Reconciliation",
            "SQLiteLedgerStore", Library.argumentParser, Library.histogram, Library.logging,
            Library.nioCore,
            Library.nioPosix, Library.serviceLifecycle, Library.unixSignals,
        ]),
    Wing.bank.program("bank", ["BankCommands", "Invocation", Library.argumentParser]),
    Wing.bank.tests("CertificateAuthority", ["BankProtocol", "LineSecurity", "ProgramRunner"]),
    Wing.bank.tests("Invocation", [Library.argumentParser]),
    Wing.bank.tests("ProgressDisplay", []),
    Wing.bank.tests("Ledger", ["BankProtocol"]),
    Wing.bank.tests("LedgerStore", ["BankProtocol", "Ledger"]),
    Wing.bank.tests(
        "Reconciliation", ["BankProtocol", "CashMachine", "Ledger", "LedgerStore"]),
    Wing.bank.tests(
        "SQLiteLedgerStore",
        ["BankProtocol", "Ledger", "LedgerStore", Library.grdb, Library.grdbSQLite]),
    Wing.bank.tests("Operations", [Library.nioCore, Library.nioPosix]),
    Wing.bank.tests(
        "BankServer",
        [
            "BankProtocol", "BankSession", "CertificateAuthority", "Framing", "ISO8583", "Ledger",
            "LedgerStore", "LineSecurity", "MessageSecurity", "SQLiteLedgerStore",
            Library.logging, Library.nioCore, Library.nioEmbedded, Library.nioPosix,
        ]),
    Wing.bank.tests(
        "BankCommands",
        [
            "BankProtocol", "BankServer", "CertificateAuthority", "ISO8583", "Ledger",
            "LedgerStore", "LineSecurity", "MessageSecurity", "SQLiteLedgerStore",
            Library.logging, "ProgramRunner",
        ]),
]

let machine: [Target] = [
    Wing.machine.library("CashMachine", ["BankProtocol"]),
    Wing.machine.library(
        "MachineStore",
        ["BankProtocol", "CashMachine", "MessageSecurity", Library.crypto, Library.grdb]),
    Wing.machine.library(
        "MachineHost",
        [
            "BankProtocol", "CashMachine", "LineSecurity", "LineSession", "MachineStore",
            "MessageSecurity",
            "RetryingTransport",
            Library.logging,
        ]),
    Wing.machine.library(
        "Control",
        ["BankProtocol", "CashMachine", "ISO8583", "LinkFaults", "Spelling", "TextGrid"]),
    Wing.machine.library("ControlSocket", ["Control"]),
    Wing.machine.library("Recording", ["BankProtocol", "Control", "Screens", "TextGrid"]),
    Wing.machine.library("Supervisor", ["Control", "ControlSocket"]),
    Wing.machine.library("TextGrid"),
    Wing.machine.library("Screens", ["BankProtocol", "CashMachine", "TextGrid"]),
    Wing.machine.library("Spelling"),
    Wing.machine.library("TOMLText"),
    Wing.machine.library(
        "Desk",
        [
            "BankProtocol", "CashMachine", "Control", "ISO8583", "Lab", "Ledger", "LedgerStore",
            "Lessons", "LinkFaults", "TextGrid",
        ]),
    Wing.machine.library(
        "BooksReader",
        [
            "BankProtocol", "CashMachine", "Desk", "LedgerStore", "MachineStore",
            "SQLiteLedgerStore",
        ]),
    Wing.machine.library(
        "ThemeFiles", ["Spelling", "TOMLText", "TextGrid", Library.tomlKit],
        resources: [.embedInCode("Themes")]
    ),
    .target(
        name: "CCurses", path: "Sources/Machine/CCurses",
        linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    Wing.machine.library("NcursesDisplay", ["CCurses", "TextGrid"]),
    Wing.machine.program(
        "atm",
        [
            "BankCommands", "BankProtocol", "BooksReader", "CashMachine", "Control",
            "ControlSocket", "Desk", "Invocation", "Lab", "LedgerStore", "Lessons", "LineSecurity",
            "LineSession", "LinkFaults", "MachineHost", "MachineStore",
            "MessageSecurity", "NcursesDisplay", "PacketTrace", "ProgressDisplay", "Recording",
            "Retry",
            "RetryingTransport", "SQLiteLedgerStore", "Screens", "Spelling", "Supervisor",
            "TextGrid", "ThemeFiles", "Workload",
            Library.argumentParser, Library.logging, Library.nioCore, Library.nioPosix,
        ]),
    Wing.machine.tests("CashMachine", ["BankProtocol"]),
    Wing.machine.tests(
        "MachineStore", ["BankProtocol", "CashMachine", "MessageSecurity", Library.grdb]),
    Wing.machine.tests(
        "MachineHost",
        [
            "BankProtocol", "CashMachine", "CertificateAuthority", "LineSecurity", "LineSession",
            "MachineStore", "MessageSecurity", "RetryingTransport",
            Library.grdb, Library.logging,
        ]),
    Wing.machine.tests("Control", ["BankProtocol", "CashMachine", "LinkFaults", "TextGrid"]),
    Wing.machine.tests(
        "Recording",
        [
            "BankProtocol", "CashMachine", "Control", "LinkFaults", "ScreenStage", "Screens",
            "TextGrid",
        ]),
    Wing.machine.tests("ControlSocket", ["Control", "LinkFaults"]),
    Wing.machine.tests("Supervisor", ["Control", "ControlSocket", "LinkFaults"]),
    Wing.machine.tests("Spelling", []),
    Wing.machine.tests("TextGrid", []),
    Wing.machine.tests(
        "Screens", ["BankProtocol", "CashMachine", "ProgramRunner", "TextGrid", "ThemeFiles"],
        exclude: ["Golden", "Spoken"]),
    Wing.machine.tests(
        "Desk",
        [
            "BankProtocol", "CashMachine", "Control", "ISO8583", "Lab", "Ledger", "LedgerStore",
            "Lessons", "LinkFaults", "Retry", "TextGrid",
        ], exclude: ["Golden"]),
    Wing.machine.tests(
        "BooksReader",
        [
            "BankProtocol", "CashMachine", "Desk", "Ledger", "LedgerStore", "MachineStore",
            "SQLiteLedgerStore", Library.grdb,
        ]),
    Wing.machine.tests("ThemeFiles", ["TextGrid"]),
    Wing.machine.tests("NcursesDisplay", ["CCurses", "TextGrid"]),
]

let proof: [Target] = [
    Wing.proof.library(
        "Simulation",
        [
            "BankProtocol", "BankSession", "CashMachine", "ISO8583", "Ledger", "LedgerStore",
            "LineSession", "LinkFaults", "MessageSecurity", "Retry",
        ]),
    Wing.proof.program("simulate", ["ProgressDisplay", "Simulation", Library.argumentParser]),
    Wing.proof.tests("Simulation", ["BankProtocol", "CashMachine", "ISO8583", "Ledger"]),
    Wing.proof.library(
        "Lab",
        [
            "BankProtocol", "CashMachine", "ISO8583", "Ledger", "LedgerStore", "LinkFaults",
            "MessageSecurity", "Retry",
        ]),
    Wing.proof.tests("Lab", ["BankProtocol", "LinkFaults", "Retry"]),
    Wing.proof.library(
        "Lessons",
        [
            "BankProtocol", "CashMachine", "Control", "Lab", "Ledger", "LedgerStore", "LinkFaults",
            "TextGrid",
        ]),
    Wing.proof.tests(
        "Lessons",
        [
            "BankProtocol", "CashMachine", "Control", "Lab", "Ledger", "LedgerStore", "LinkFaults",
            "Retry", "TextGrid",
        ]),
    Wing.proof.library(
        "Workload", ["BankProtocol", "CashMachine", "LinkFaults", "Screens", "TextGrid"]),
    Wing.proof.library(
        "Evidence", ["BankProtocol", "CashMachine", "Ledger", "LedgerStore", "Workload"]),
    Wing.proof.program(
        "hunt",
        [
            "BankProtocol", "CashMachine", "Evidence", "Ledger", "LedgerStore", "LinkFaults",
            "MachineStore", "SQLiteLedgerStore", "Supervisor", "Workload",
            Library.argumentParser,
        ]),
    Wing.proof.tests(
        "Workload",
        ["BankProtocol", "CashMachine", "LinkFaults", "ScreenStage", "Screens", "TextGrid"]),
    Wing.proof.tests(
        "Evidence",
        ["BankProtocol", "CashMachine", "Ledger", "LedgerStore", "LinkFaults", "Workload"]),
]

let wholes: [Target] = [
    .target(name: "ProgramRunner", path: "Tests/Support/ProgramRunner", swiftSettings: house),
    .target(
        name: "ScreenStage", dependencies: ["BankProtocol", "Screens", "TextGrid"],
        path: "Tests/Support/ScreenStage", swiftSettings: house),
    .testTarget(name: "HouseRulesTests", path: "Tests/HouseRulesTests", swiftSettings: house),
    .testTarget(
        name: "EndToEndTests", dependencies: ["ProgramRunner"], path: "Tests/EndToEndTests",
        swiftSettings: house),
]

let package = Package(
    name: "atm",
    products: [
        .executable(name: "atm", targets: ["atm"]),
        .executable(name: "bank", targets: ["bank"]),
        .executable(name: "simulate", targets: ["simulate"]),
        .executable(name: "hunt", targets: ["hunt"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: wire + line + bank + machine + proof + wholes,
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c17
)
