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

            With --compare null the same load goes, in alternating rounds, to a second server that decodes and answers \
            and keeps no books: what is between the two is the books' cost.

            EXAMPLES
              bank bench --terminals 1 --seconds 10
              bank bench --plaintext --no-mac --compare null
              bank bench --json
            """)

    @Option(help: "How many terminals work at a time.") var terminals = 64
    @Option(help: "For how long.") var seconds = 5
    @Option(help: "Drive this bank, HOST:PORT, instead of one of our own.") var bank: Endpoint?
    @Option(help: "The directory of the terminals' bundles, *.terminal.", completion: .directory)
    var bundles: String?
    @Option(help: "With --bank: the full number of the card that is used.") var card: String?
    @Flag(help: "Without TLS.") var plaintext = false
    @Flag(help: "Without message authentication; a bank named with --bank has its bundles' say.")
    var noMac = false
    @Option(help: "Beside the bank, drive a server without books: null.") var compare: Comparison?
    @Option(help: "With --compare: how often each of the two is driven.") var rounds = 3
    @Flag(help: "Print a JSON object a server.") var json = false

    enum Comparison: String, ExpressibleByArgument, CaseIterable {
        case null
    }

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
        guard bank == nil || compare == nil else {
            throw ValidationError("--compare makes servers of its own; leave --bank out.")
        }
        guard (1...100).contains(rounds) else {
            throw ValidationError("--rounds takes 1 to 100.")
        }
    }

    func perform() async throws {
        let reports =
            if let bank, let bundles, let card {
                [try await driveForeignBank(bank, bundles, card)]
            } else {
                try await driveOwnServers()
            }
        let listing = BenchReport.listing(of: reports)
        StandardOutput.say(json ? listing.objects.joined(separator: "\n") : listing.table)
    }

    private func driveForeignBank(
        _ bank: Endpoint, _ bundles: String, _ card: String
    ) async throws -> BenchReport {
        guard let number = CardNumber(digits: card), let digits = readLine() else {
            throw CommandFailure(
                .badData, "give a full card number with --card and its PIN on standard input")
        }
        let found = try TerminalBundle.all(in: bundles).prefix(terminals)
        let machines = try found.map {
            try BenchTerminal($0, card: number, pinDigits: digits, hasTLS: !plaintext)
        }
        guard !machines.isEmpty else {
            throw CommandFailure(.unavailable, "\(bundles) holds no bundles, files *.terminal")
        }
        let load = try await BenchLoad(machines, seconds: seconds).run(against: bank)
        return BenchReport("bank", load)
    }

    private func driveOwnServers() async throws -> [BenchReport] {
        let place = FileManager.default.temporaryDirectory
            .appendingPathComponent("bank-bench-\(UUID().uuidString)").path
        defer { unlinkTree(place) }
        let machines = try BenchStore.make(
            at: place, terminals: terminals, BenchSecurity(hasTLS: !plaintext, hasMAC: !noMac))
        let kinds: [ServerProcess.Kind] = compare == nil ? [.bank] : [.bank, .null]
        let servers = try kinds.map { try ServerProcess($0, store: place, hasTLS: !plaintext) }
        let results = try await drive(servers, machines)
        let reports = try zip(servers, results).map { server, result in
            BenchReport(server.kind.rawValue, result, try server.usage())
        }
        for server in servers { try server.stop() }
        let findings = try Administration(opening: try StoreDirectory.open(at: place)).audit()
        guard findings.isEmpty else {
            throw CommandFailure(
                .badData,
                "the books are not in order afterwards: \(findings.joined(separator: " "))")
        }
        return reports
    }

    /// In alternating rounds, so that what else the computer does strikes all alike.
    private func drive(
        _ servers: [ServerProcess], _ machines: [BenchTerminal]
    ) async throws -> [BenchResult] {
        let load = BenchLoad(machines, seconds: seconds)
        var results = servers.map { _ in BenchResult(terminals: machines.count) }
        for _ in 0..<(compare == nil ? 1 : rounds) {
            for (place, server) in servers.enumerated() {
                results[place].add(try await load.run(against: server.endpoint))
            }
        }
        return results
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
