internal import BankProtocol
internal import CashMachine
internal import Control
internal import Dispatch
internal import Foundation
internal import Glibc
internal import Invocation
internal import LinkFaults
internal import MachineHost
internal import MachineStore
internal import Retry
internal import RetryingTransport
internal import Workload

/// The loop of a teller: hands the machine's reports to the customers, and does what they want. It decides nothing.
struct Teller {
    struct Plan {
        var state: String
        var bundle: TerminalBundle
        var bank: BankAddress
        var sightings: String?
        /// How long customers wait, and how they come.
        var limits: Limits
        /// Where the demo takes orders, if this is one of its machines.
        var control: String?
        var faults: LinkFaults
        /// In place of that of `limits`.
        var retry: RetryPolicy?
        var trace: TraceOptions?
    }

    private enum Happening: Sendable {
        case report(MachineReport)
        /// Standard input has ended.
        case closed
        /// It is time for another customer.
        case called
    }

    /// The time limits of customers who are none.
    struct Limits {
        var answer: Duration
        var slot: Duration
        /// Between one customer's coming and the next's; `nil` when they come one after the other.
        var pace: Duration?
        /// When a request is sent again, unless an option says it.
        var repeats: RetryPolicy
    }

    private let host: MachineHost
    private let directory: MachineDirectory
    private let pinPad: PINPad
    private var queue: CustomerQueue
    private var diary: Diary
    private let paper: SightingsFile?

    /// - Throws: `MachineStoreError` when the machine cannot go on.
    static func run(_ plan: Plan, _ queue: CustomerQueue) async throws {
        let directory = try MachineDirectory(path: plan.state)
        let host = try MachineHost(
            directory, settings: CashMachine.Settings(plan.bundle.terminal, plan.limits),
            logger: .machine)
        let control = try plan.control.flatMap { try MachineControl(path: $0, as: .teller) }
        var faults = plan.faults
        if let control { faults.followWhatStands(in: control.first) }
        let transport = BankLine.transport(
            to: plan.bank, bundle: plan.bundle, tls: nil, authority: host,
            policy: plan.retry ?? plan.limits.repeats, faults: faults,
            tap: try plan.trace?.tap())
        let line = Line(transport)
        var teller = Teller(
            host: host, directory: directory, pinPad: PINPad(key: plan.bundle.pinKey), queue: queue,
            diary: Diary(terminal: plan.bundle.terminal),
            paper: try plan.sightings.map(SightingsFile.init))
        let (happenings, tell) = AsyncStream.makeStream(of: Happening.self)
        StandardInput.whenClosed { tell.yield(.closed) }
        try await withThrowingTaskGroup { group in
            group.addTask { for await report in host.reports { tell.yield(.report(report)) } }
            if let control { group.addTask { await Self.follow(control, transport) } }
            if let pace = plan.limits.pace {
                group.addTask { await Self.call(every: pace, tell) }
            }
            group.addTask {
                // Its end, good or bad, is the teller's.
                defer { tell.finish() }
                try await host.run(over: line)
            }
            for await happening in happenings {
                if try await teller.handle(happening) {
                    group.cancelAll()
                    return
                }
            }
            while try await group.next() != nil {}
        }
    }

    /// - Returns: Whether all is over.
    private mutating func handle(_ happening: Happening) async throws -> Bool {
        switch happening {
        case .report(let report):
            for sighting in diary.heard(report, at: monotonicNanoseconds()) {
                try paper?.add(sighting)
            }
            return try await perform(queue.heard(report))
        case .closed:
            return try await perform(queue.close())
        case .called:
            return try await perform(queue.call())
        }
    }

    /// Has the line follow what stands at the grader's desk.
    private static func follow(
        _ control: MachineControl, _ transport: RetryingTransport
    ) async {
        for await reply in control.replies {
            guard case .state(let state) = reply else { continue }
            await transport.changeFaults { $0.followWhatStands(in: state) }
        }
    }

    private static func call(
        every pace: Duration, _ tell: AsyncStream<Happening>.Continuation
    ) async {
        do {
            while true {
                try await ContinuousClock().sleep(for: pace)
                tell.yield(.called)
            }
        } catch {
            // Cancelled: nobody is called any more.
        }
    }

    private mutating func perform(_ acts: [CustomerQueue.Act]) async throws -> Bool {
        for act in acts {
            switch act {
            case .arrival(let cardholder): diary.arrived(cardholder)
            case .customer(let act): await perform(act)
            case .script(let fault):
                try directory.faults.add(
                    FaultScript.Entry(FaultScript.Fault(fault)))
            case .countSuspects: try await countSuspects()
            case .leaveIfSettled:
                let book = try directory.journal.book()
                if book.openMoneyKeys.isEmpty, book.inquiries.isEmpty { return true }
            }
        }
        return false
    }

    private mutating func perform(_ act: SimulatedCustomer.Act) async {
        diary.willAct(act, at: monotonicNanoseconds())
        switch act {
        case .command(let command):
            await host.customer(command)
        case .enterPIN(let digits, let card):
            type(digits)
            if let block = pinPad.block(for: card) { await host.customer(.verify(block)) }
        case .choosePIN(let digits, let card):
            pinPad.wipe()
            type(digits)
            pinPad.keep()
            type(digits)
            if let block = pinPad.newBlock(for: card) { await host.customer(.changePIN(to: block)) }
        }
    }

    private func type(_ digits: String) {
        for digit in digits.utf8 { _ = pinPad.append(digit: digit - UInt8(ascii: "0")) }
    }

    /// An operator opens the machine: none of a suspect's notes has gone, or the dispenser's counters would say so.
    private func countSuspects() async throws {
        for key in try directory.journal.book().uncounted {
            await host.operatorOrder(.counted(key, .zero))
        }
    }
}

extension CashMachine.Settings {
    fileprivate init(_ terminal: TerminalID, _ limits: Teller.Limits) {
        self.init(
            terminal: terminal, answerLimit: limits.answer, cardLimit: limits.slot,
            cashLimit: limits.slot)
    }
}

extension Teller.Limits {
    /// Of customers who wait no longer than a test does.
    static let hurried = Teller.Limits(
        answer: .seconds(2), slot: .milliseconds(200), pace: nil,
        repeats: .fixed(.milliseconds(100)))

    /// Of customers whom somebody watches.
    static let demo = Teller.Limits(
        answer: .seconds(10), slot: .seconds(3), pace: .seconds(2),
        repeats: .fixed(.milliseconds(250)))
}

extension FaultScript.Fault {
    fileprivate init(_ fault: VisitPlan.DeviceFault) {
        switch fault {
        case .dispenser(let fault): self = .dispenser(fault)
        case .escrow(let fault): self = .escrow(fault)
        }
    }
}

/// The file of sightings. A line that was written is there after a kill, if not after a power cut.
private struct SightingsFile: Sendable {
    private let handle: FileHandle

    init(path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Complaint(
                "\(path) cannot be written: \(String(cString: strerror(errno))).", exitCode: 73)
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    func add(_ sighting: Sighting) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try handle.write(contentsOf: try encoder.encode(sighting) + Data("\n".utf8))
    }
}

/// The clock that all processes of this computer share.
func monotonicNanoseconds() -> Int64 {
    Int64(DispatchTime.now().uptimeNanoseconds)
}
