internal import BankProtocol
internal import Foundation
internal import Lab
internal import LineSession
internal import LinkFaults
internal import Logging
internal import MachineHost
internal import Retry
internal import RetryingTransport

/// The experiment's trials over real sockets: the retrying transport, a bank process of its own, books on disk.
struct RealTrials {
    private let transport: RetryingTransport
    private let journal: LabJournal
    private let terminal: TerminalID
    private var events: AsyncStream<TransportEvent>.Iterator

    /// Makes all trials of `course`, point by point; `tell` gets the row of each that is complete, and the course after
    /// every trial.
    ///
    /// - Throws: A `Complaint` when the bank cannot be had or refuses; what `tell` throws.
    static func run(
        _ course: inout ExperimentCourse,
        _ tell: (ExperimentCourse, ExperimentRow?) throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "atm-lab-\(UUID().uuidString)")
        let state = StateDirectory(given: folder.path)
        try state.make()
        defer { remove(folder) }
        let bank = try await DemoBank.running(in: state, unless: nil)
        defer { bank.release() }
        let bundle = try await TerminalBundle.appearing(at: state.labBundle, isExpected: true)
        let journal = LabJournal()
        while let point = course.point {
            let transport = BankLine.transport(
                to: bank.address, bundle: bundle, tls: nil, authority: journal,
                policy: point.policy,
                faults: .none, logger: .silent)
            var trials = RealTrials(
                transport: transport, journal: journal, terminal: bundle.terminal,
                events: transport.events.makeAsyncIterator())
            let running = Task { await transport.run() }
            defer { running.cancel() }
            try await trials.complete(point, &course, tell)
        }
    }

    /// The first deposit of a point finds out how fast the line is, before anything is lost.
    private mutating func complete(
        _ point: ExperimentPoint, _ course: inout ExperimentCourse,
        _ tell: (ExperimentCourse, ExperimentRow?) throws -> Void
    ) async throws {
        try await waitForLine()
        _ = try await confirm()
        let faults = point.faults
        await transport.changeFaults { $0 = faults }
        while course.point == point {
            let row = course.tried(try await confirm())
            try tell(course, row)
        }
    }

    private mutating func waitForLine() async throws {
        while let event = await events.next(isolation: nil) {
            switch event {
            case .link(.up): return
            case .link(.refused): throw Complaint.labRefused
            case .link, .sent, .answered, .deferred, .late: continue
            }
        }
        throw CancellationError()
    }

    /// - Returns: From the first sending to the answer; `nil` if there was none within the limit.
    private mutating func confirm() async throws -> Duration? {
        let key = await journal.newKey()
        let request = ExperimentDeposit.request(
            of: terminal, key: key, at: MachineClock.system.wall())
        let id = request.exchange
        await transport.raiseMark(key.sequence, of: key.epoch)
        await transport.send(request, .customer)
        var began = ContinuousClock.now
        while let event = await events.next(isolation: nil) {
            switch event {
            case .sent(id, 1, _, _):
                began = .now
            case .sent(id, _, let elapsed, _) where elapsed > ExperimentPlan.limit:
                await transport.stop(id)
                return nil
            case .answered(let answer) where answer.exchange == id:
                guard answer.code == .approved else { throw Complaint.labRefused }
                return .now - began
            case .link(.refused):
                throw Complaint.labRefused
            case .link, .sent, .answered, .deferred, .late:
                continue
            }
        }
        throw CancellationError()
    }

    private static func remove(_ folder: URL) {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            FileHandle.standardError.write(
                Data("atm: \(folder.path) could not be removed: \(error)\n".utf8))
        }
    }
}

/// The journal of a machine that lives for one experiment, beside a bank that does too.
private actor LabJournal: SignOnAuthority {
    private let instance = InstanceID(bits: .random(in: .min ... .max))
    private var epoch = Epoch.none
    private var next = SequenceNumber.first

    func newKey() -> RequestKey {
        guard let following = next.next else {
            preconditionFailure("an experiment makes at most a million trials a point")
        }
        defer { next = following }
        return RequestKey(epoch: epoch, sequence: next)
    }

    func signOn() -> SignOn {
        SignOn(instance: instance, epoch: epoch, next: next, mark: next)
    }

    func answered(_ said: SignOn, with answer: NetworkAnswer) -> SignOnVerdict {
        guard said == signOn() else { return .reconnect }
        guard answer.code == .approved, case .signOn(let grant?) = answer.operation else {
            return .restricted
        }
        guard grant.epoch != epoch else { return .proceed }
        epoch = grant.epoch
        return .reconnect
    }
}

extension Complaint {
    fileprivate static let labRefused = Complaint(
        "the laboratory's own bank refuses its terminal or a deposit.", exitCode: 70)
}
