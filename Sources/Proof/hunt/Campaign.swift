internal import BankProtocol
internal import CashMachine
internal import Evidence
internal import Foundation
internal import LinkFaults
internal import Workload

/// A bank and some machines that run, are killed, and run again, and now and then come to rest and are looked at.
struct Campaign {
    struct Plan {
        var machines: Int
        var lossPercent: Int
        var deviceFaultPercent: Int
        /// How long the programs are left alone before a kill.
        var shortest: Duration
        var longest: Duration
    }

    /// Shorter histories are judged as well, but say too little to be counted.
    private static let fewestOperations = 10

    /// One machine in service, and how much of its papers has been read.
    private struct Post {
        var terminal: TerminalID
        var entriesRead = 0
        var sightingsRead = 0
        var program: RunningProgram?
    }

    private let site: Site
    private let plan: Plan
    private var generator: SplitMix64
    private var posts: [Post] = []
    private var bank: RunningProgram?
    private var terminals: [TerminalID] = []
    private var opening: [AccountNumber: Money] = [:]
    private(set) var score = Score()

    init(_ site: Site, _ plan: Plan, seed: UInt64) async throws {
        self.site = site
        self.plan = plan
        generator = SplitMix64(seed: seed)
        try await site.makeStore()
        for _ in 0..<plan.machines { posts.append(try await newPost()) }
        opening = try await Inspection(site, terminals).balances
    }

    private mutating func newPost() async throws -> Post {
        let terminal = Site.terminal(terminals.count + 1)
        try await site.enrol(terminal)
        terminals.append(terminal)
        return Post(terminal: terminal)
    }

    /// Runs and kills, then has all come to rest and checks it.
    ///
    /// - Throws: `HuntFailure` when anything is not in order.
    mutating func stretch(cycles: Int) async throws {
        let began = monotonicNanoseconds()
        try startAll()
        for _ in 0..<cycles {
            let span = plan.longest - plan.shortest
            let part = Double.random(in: 0...1, using: &generator)
            // Squared: most kills come soon after a start, when recoveries are underway.
            try await Task.sleep(for: plan.shortest + span * (part * part))
            try killSome()
            try startAll()
        }
        try await rest()
        try await check(Stretch(from: began, to: monotonicNanoseconds()))
    }
}

// MARK: - Starting and killing

extension Campaign {
    private mutating func startAll() throws {
        if bank == nil { bank = try site.startBank() }
        for place in posts.indices where posts[place].program == nil {
            posts[place].program = try site.startTeller(
                posts[place].terminal,
                [
                    "--seed", "\(generator.next() >> 1)",
                    "--device-faults", "\(plan.deviceFaultPercent)",
                    "--loss-request", "\(plan.lossPercent)",
                    "--loss-answer", "\(plan.lossPercent)",
                ])
        }
    }

    /// The bank, a machine, or the bank and a machine.
    private mutating func killSome() throws {
        let choice = Int.random(in: 0..<100, using: &generator)
        let place = Int.random(in: posts.indices, using: &generator)
        if choice < 50 {
            try kill(&bank, named: "the bank")
            score.bankKills += 1
        }
        if choice >= 40 {
            try kill(&posts[place].program, named: "\(posts[place].terminal)")
            score.machineKills += 1
        }
        score.cycles += 1
    }

    private func kill(_ program: inout RunningProgram?, named name: String) throws {
        guard let victim = program else { return }
        if let end = victim.end() {
            throw HuntFailure.notInOrder(["\(name) had ended by itself: \(end); see its log"])
        }
        victim.kill()
        program = nil  // waits for its end
    }
}

// MARK: - Coming to rest

extension Campaign {
    /// No new customers; all that is open is settled.
    private mutating func rest() async throws {
        for post in posts { post.program?.closeInput() }
        for place in posts.indices {
            let end = try await posts[place].program?.awaitEnd(within: .seconds(120))
            posts[place].program = nil
            guard end == .exit(0) else {
                throw HuntFailure.notInOrder([
                    "\(posts[place].terminal) came to rest with \(end.map { "\($0)" } ?? "nothing")"
                        + "; see \(site.log(posts[place].terminal))"
                ])
            }
        }
        if let bank { try await site.stop(bank) }
        bank = nil
    }

    private mutating func check(_ stretch: Stretch) async throws {
        let inspection = try await Inspection(site, terminals)
        guard inspection.findings.isEmpty else { throw HuntFailure.notInOrder(inspection.findings) }
        score.keys = inspection.machines.map(\.reckoning.keys).reduce(0, +)
        let testimonies = try takeTestimonies(inspection)
        let histories = History.histories(
            of: testimonies, accounts: inspection.accounts, closing: inspection.balances,
            in: stretch)
        for history in histories { try judge(history) }
        opening = inspection.balances
        score.rests += 1
        try await replaceEmptyMachines(inspection)
        try Clerk.beginDay(site)
    }

    private mutating func takeTestimonies(_ inspection: Inspection) throws -> [Testimony] {
        try posts.indices.map { place in
            let terminal = posts[place].terminal
            let entries = inspection.machines.first { $0.terminal == terminal }?.entries ?? []
            let sightings = try SightingsReader.read(
                site.sightings(terminal), from: &posts[place].sightingsRead)
            let stories = KeyStory.stories(in: entries.dropFirst(posts[place].entriesRead))
            posts[place].entriesRead = entries.count
            return Testimony(terminal: terminal, sightings: sightings, stories: stories)
        }
    }

    private mutating func judge(_ history: History) throws {
        // With the reading at rest alone nothing happened.
        guard history.operations.count > 1 else { return }
        guard history.operations.count <= LinearizabilitySearch.mostOperations else {
            score.undecided += 1
            return
        }
        let search = LinearizabilitySearch(
            history.operations, opening: opening[history.account] ?? .zero)
        switch search.verdict() {
        case .linearizable:
            if history.operations.count >= Self.fewestOperations { score.histories += 1 }
            score.operations += history.operations.count
        case .undecided:
            score.undecided += 1
        case .refused(let longest):
            throw HuntFailure.notInOrder(
                [
                    "the history of account \(history.account) has no order, opening with "
                        + "\((opening[history.account] ?? .zero).minorUnits):"
                ]
                    + history.lines(explained: longest))
        }
    }

    /// Nobody fills cassettes here: another machine takes the place of one that runs low.
    private mutating func replaceEmptyMachines(_ inspection: Inspection) async throws {
        for place in posts.indices {
            let machine = inspection.machines.first { $0.terminal == posts[place].terminal }
            guard let left = machine?.dispenser.tally.left, left.hundreds < 150 else { continue }
            posts[place] = try await newPost()
        }
    }
}

extension History {
    /// For people: the operations in the order that was found, then those that nothing explains.
    func lines(explained: [Int]) -> [String] {
        let rest = operations.indices.filter { !explained.contains($0) }
        return explained.map { "  \(line($0))" } + ["  -- and then none of:"]
            + rest.map { "  \(line($0))" }
    }

    private func line(_ place: Int) -> String {
        let operation = operations[place]
        return "\(operation.began)…\(operation.ended) \(operation.name) \(operation.effect)"
    }
}

/// Reads what tellers have added to their files.
enum SightingsReader {
    /// Reads `path` on from `offset`, and moves `offset` to the end.
    ///
    /// Returns nothing for a file that is not there yet.
    static func read(_ path: String, from offset: inout Int) throws -> [Sighting] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        let new = data.dropFirst(offset)
        offset = data.count
        let decoder = JSONDecoder()
        return new.split(separator: UInt8(ascii: "\n")).compactMap { line in
            do {
                return try decoder.decode(Sighting.self, from: line)
            } catch {
                return nil  // cut short by a kill; a history without it is only looser
            }
        }
    }
}
