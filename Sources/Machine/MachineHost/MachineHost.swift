package import BankProtocol
package import CashMachine
package import Logging
package import MachineStore
package import RetryingTransport

/// Runs a `CashMachine`: hands it what happens, one event after the other, and does what it says, in order.
///
/// It decides nothing. What cannot be written down ends it, rather than be done without.
package actor MachineHost: SignOnAuthority {
    /// All that the screens are told, in order; for one reader.
    package nonisolated let reports: AsyncStream<MachineReport>

    private let tell: AsyncStream<MachineReport>.Continuation
    private let directory: MachineDirectory
    private let clock: MachineClock
    private let logger: Logger
    private let journalled: @Sendable (JournalEvent) -> Void
    private var machine: CashMachine

    private var inbox: [Input] = []
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation
    private var timers: [CashMachine.MachineTimer: Task<Void, Never>] = [:]
    private var hasEnded = false

    /// What waits to be taken in. Sign-ons wait with the events, so that what they say of the journal is durable.
    private enum Input {
        case event(CashMachine.Event)
        case signOn(CheckedContinuation<SignOn, Never>)
        case signedOn(SignOn, NetworkAnswer, CheckedContinuation<SignOnVerdict, Never>)
    }

    /// Reads the journal and asks the devices. `journalled` is told of each entry when it is durable, before anything is
    /// done upon it.
    ///
    /// - Throws: `MachineStoreError` when the journal is damaged or cannot be read.
    package init(
        _ directory: MachineDirectory, settings: CashMachine.Settings,
        clock: MachineClock = .system, logger: Logger,
        journalled: @escaping @Sendable (JournalEvent) -> Void = { _ in }
    ) throws {
        self.directory = directory
        self.clock = clock
        self.logger = logger
        self.journalled = journalled
        machine = CashMachine(
            settings, book: try directory.journal.book(), dispenser: directory.dispenser.report,
            escrow: directory.escrow.report)
        (reports, tell) = AsyncStream.makeStream()
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Settles what a former run left open, then serves customers until its task is cancelled. To be called once.
    ///
    /// - Throws: `MachineStoreError` when the journal or a device cannot be written: the machine has said that it is out of
    ///   service and does nothing more; a new one over the same directory may try again.
    package func run(over line: Line) async throws {
        defer { end() }
        do {
            let spare = InstanceID(bits: .random(in: .min ... .max))
            try await take(.started(spare: spare), line)
            try await serve(line)
        } catch {
            logger.critical("\(error)")
            for effect in machine.handle(.storageFailed, at: now) { tellReport(effect) }
            throw error
        }
    }

    package func customer(_ command: CustomerCommand) {
        receive(.event(.customer(command)))
    }

    package func operatorOrder(_ order: CashMachine.OperatorOrder) {
        receive(.event(.operatorOrder(order)))
    }
}

// MARK: - Sign-on

extension MachineHost {
    package func signOn() async -> SignOn {
        guard !hasEnded else { return machine.signOn }
        return await withCheckedContinuation { receive(.signOn($0)) }
    }

    package func answered(_ signOn: SignOn, with answer: NetworkAnswer) async -> SignOnVerdict {
        guard !hasEnded else { return .restricted }
        return await withCheckedContinuation { receive(.signedOn(signOn, answer, $0)) }
    }
}

// MARK: - Taking in

extension MachineHost {
    private func receive(_ input: Input) {
        inbox.append(input)
        wake.yield()
    }

    private func serve(_ line: Line) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await line.run() }
            group.addTask {
                for await event in line.events {
                    if let event = CashMachine.Event(event) { await self.receive(.event(event)) }
                }
            }
            // Before the group waits for them: the line may wait for its sign-on's verdict, and would not end without.
            defer {
                group.cancelAll()
                end()
            }
            wake.yield()
            for await _ in wakes { try await takeAll(line) }
        }
    }

    private func takeAll(_ line: Line) async throws {
        while !inbox.isEmpty {
            switch inbox.removeFirst() {
            case .event(let event):
                try await take(event, line)
            case .signOn(let reply):
                reply.resume(returning: machine.signOn)
            case .signedOn(let signOn, let answer, let reply):
                try await conclude(.signedOn(signOn, answer), line, reply)
            }
        }
    }

    private func conclude(
        _ event: CashMachine.Event, _ line: Line,
        _ reply: CheckedContinuation<SignOnVerdict, Never>
    ) async throws {
        var verdict = SignOnVerdict.restricted
        defer { reply.resume(returning: verdict) }
        if let conclusion = try await take(event, line) { verdict = SignOnVerdict(conclusion) }
    }

    /// Handles an event, and the devices' replies to what it brings before any other.
    ///
    /// - Returns: How a sign-on ends, if the event was an answer to one.
    @discardableResult
    private func take(_ event: CashMachine.Event, _ line: Line) async throws
        -> CashMachine.SignOnConclusion?
    {
        var events = [event]
        var conclusion: CashMachine.SignOnConclusion?
        while !events.isEmpty {
            for effect in machine.handle(events.removeFirst(), at: now) {
                if case .conclude(let how) = effect { conclusion = how }
                if let reply = try await perform(effect, line) { events.append(reply) }
            }
        }
        return conclusion
    }

    private var now: CashMachine.Now {
        CashMachine.Now(uptime: clock.uptime(), wall: clock.wall())
    }

    private func end() {
        hasEnded = true
        for timer in timers.values { timer.cancel() }
        timers = [:]
        for input in inbox {
            switch input {
            case .event: break
            case .signOn(let reply): reply.resume(returning: machine.signOn)
            case .signedOn(_, _, let reply): reply.resume(returning: .restricted)
            }
        }
        inbox = []
        wake.finish()
    }
}

// MARK: - Doing

extension MachineHost {
    /// Done when it returns.
    ///
    /// - Returns: A device's reply.
    private func perform(_ effect: CashMachine.Effect, _ line: Line) async throws
        -> CashMachine.Event?
    {
        switch effect {
        case .journal(let event):
            try directory.journal.append(JournalEntry(at: clock.wall(), event))
            journalled(event)
        case .send(let request, let patience, let sentBefore):
            await line.send(request, Urgency(patience), sentBefore)
        case .stop(let exchange):
            await line.stop(exchange)
        case .raiseMark(let mark, let epoch):
            await line.raiseMark(mark, epoch)
        case .arm(let timer, let duration):
            arm(timer, duration)
        case .disarm(let timer):
            timers.removeValue(forKey: timer)?.cancel()
        case .dispenser(let command):
            return .dispenser(command, try directory.dispenser.obey(command))
        case .escrow(let command):
            return .escrow(command, try directory.escrow.obey(command))
        case .reconnect:
            await line.reconnect()
        case .card, .conclude:
            // The card reader is the screens' drawing; a sign-on's end is told to who asked.
            break
        case .report:
            tellReport(effect)
        case .log(let notice):
            logger.log(level: notice.isAlarm ? .error : .info, "\(notice.sentence)")
        }
        return nil
    }

    private func tellReport(_ effect: CashMachine.Effect) {
        if case .report(let report) = effect { tell.yield(report) }
    }

    private func arm(_ timer: CashMachine.MachineTimer, _ duration: Duration) {
        timers[timer]?.cancel()
        // Weakly, so that a timer of a host that has ended does not keep its directory locked.
        timers[timer] = Task { [clock, weak self] in
            do {
                try await clock.sleep(duration)
            } catch {
                return  // disarmed
            }
            await self?.fired(timer)
        }
    }

    private func fired(_ timer: CashMachine.MachineTimer) {
        timers[timer] = nil
        receive(.event(.timerFired(timer)))
    }
}
