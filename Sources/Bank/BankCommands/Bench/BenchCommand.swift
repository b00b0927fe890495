internal import ArgumentParser
internal import BankProtocol
internal import Foundation
internal import LedgerStore
internal import NIOCore
internal import SQLiteLedgerStore

struct BenchCommand: BankSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract:
            "Measure withdrawals: each terminal makes one durable withdrawal after the other.",
        discussion: """
            Makes a store of its own and a server process for it; with --bank it drives the bank \
            named, as the terminals of the bundles in --bundles, with one card for all, whose PIN \
            comes on standard input.

            EXAMPLES
              bank bench --terminals 1 --seconds 10
              bank bench --json
            """)

    @Option(help: "How many terminals work at a time.") var terminals = 64
    @Option(help: "For how long.") var seconds = 5
    @Option(help: "Drive this bank, HOST:PORT, instead of one of our own.") var bank: Endpoint?
    @Option(help: "The directory of the terminals' bundles, *.terminal.", completion: .directory)
    var bundles: String?
    @Option(help: "With --bank: the full number of the card that is used.") var card: String?
    @Flag(help: "Print one JSON object.") var json = false

    func validate() throws {
        guard (1...1000).contains(terminals) else {
            throw ValidationError("--terminals takes 1 to 1000.")
        }
        guard (1...3600).contains(seconds) else {
            throw ValidationError("--seconds takes 1 to 3600.")
        }
        guard (bank == nil) == (bundles == nil), (bank == nil) == (card == nil) else {
            throw ValidationError("--bank, --bundles and --card go together.")
        }
    }

    func perform() async throws {
        let report =
            if let bank, let bundles, let card {
                try await driveForeignBank(bank, bundles, card)
            } else {
                try await driveOwnBank()
            }
        let listing = report.listing
        StandardOutput.say(json ? listing.objects.joined() : listing.table)
    }

    private func driveForeignBank(
        _ bank: Endpoint, _ bundles: String, _ card: String
    ) async throws -> BenchReport {
        guard let number = CardNumber(digits: card), let digits = readLine() else {
            throw CommandFailure(
                .badData, "give a full card number with --card and its PIN on standard input")
        }
        let found = try TerminalBundle.all(in: bundles).prefix(terminals)
        let machines = try found.map { try BenchTerminal($0, card: number, pinDigits: digits) }
        guard !machines.isEmpty else {
            throw CommandFailure(.unavailable, "\(bundles) holds no bundles, files *.terminal")
        }
        let load = try await BenchLoad(machines, seconds: seconds).run(against: bank)
        return BenchReport(load)
    }

    private func driveOwnBank() async throws -> BenchReport {
        let place = FileManager.default.temporaryDirectory
            .appendingPathComponent("bank-bench-\(UUID().uuidString)").path
        defer { unlinkTree(place) }
        let machines = try BenchStore.make(at: place, terminals: terminals)
        let server = try ServerProcess(store: place)
        let load = try await BenchLoad(machines, seconds: seconds).run(against: server.endpoint)
        let usage = try server.usage()
        try server.stop()
        let findings = try Administration(opening: try StoreDirectory.open(at: place)).audit()
        guard findings.isEmpty else {
            throw CommandFailure(
                .badData,
                "the books are not in order afterwards: \(findings.joined(separator: " "))")
        }
        return BenchReport(load, usage)
    }

    private func unlinkTree(_ path: String) {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            StandardError.say("\(path) could not be removed, remove it by hand: \(error)")
        }
    }
}

extension TerminalBundle {
    static func all(in directory: String) throws -> [TerminalBundle] {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            .filter { $0.hasSuffix(".terminal") }.sorted()
        return try names.map { name in
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(name)"))
            return try JSONDecoder().decode(TerminalBundle.self, from: data)
        }
    }
}
