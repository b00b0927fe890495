import BankProtocol
import CashMachine
import Foundation
import LineSession
import Logging
import MachineHost
import MachineStore
import RetryingTransport
import Synchronization
import Testing

/// A line that the test itself answers, by what it sees sent.
final class FakeLine: Sendable {
    enum Order: Hashable, Sendable {
        case send(KeyedRequest, Urgency, sentBefore: Bool)
        case stop(ExchangeID)
        case raiseMark(SequenceNumber, Epoch)
        case reconnect
    }

    let orders: AsyncStream<Order>
    private let order: AsyncStream<Order>.Continuation
    private let events: AsyncStream<TransportEvent>
    private let event: AsyncStream<TransportEvent>.Continuation

    init() {
        (orders, order) = AsyncStream.makeStream()
        (events, event) = AsyncStream.makeStream()
    }

    func happen(_ event: TransportEvent) {
        self.event.yield(event)
    }

    /// Signs on by `authority` until the verdict is to proceed, as the true line does.
    func line(signingOnWith grant: EpochGrant, _ authority: any SignOnAuthority) -> Line {
        Line(
            events: events,
            run: { [event] in
                var verdict = SignOnVerdict.reconnect
                while verdict == .reconnect {
                    let said = await authority.signOn()
                    verdict = await authority.answered(said, with: .granted(grant))
                }
                event.yield(.link(.up))
            },
            send: { [order] in order.yield(.send($0, $1, sentBefore: $2)) },
            stop: { [order] in order.yield(.stop($0)) },
            raiseMark: { [order] in order.yield(.raiseMark($0, $1)) },
            reconnect: { [order] in order.yield(.reconnect) })
    }
}

extension NetworkAnswer {
    static func granted(_ grant: EpochGrant) -> NetworkAnswer {
        guard let terminal = TerminalID("ATM00001"), let stan = STAN(number: 1) else {
            preconditionFailure("the example makes no sense")
        }
        return NetworkAnswer(
            terminal: terminal, stan: stan,
            transmitted: TransmissionTime(Timestamp(unixSeconds: 0)), code: .approved,
            operation: .signOn(grant))
    }
}

/// Time that stands still until it is told; sleepers wake when their time has come.
final class ManualTime: Sendable {
    private struct State {
        var uptime = Duration.zero
        var sleepers: [UUID: (until: Duration, wake: CheckedContinuation<Void, any Error>)] = [:]
    }

    private let state = Mutex(State())

    var clock: MachineClock {
        MachineClock(
            uptime: { self.state.withLock { $0.uptime } },
            wall: { Timestamp(unixSeconds: 1_790_000_000) },
            sleep: { try await self.sleep($0) })
    }

    /// How many sleep.
    var sleepers: Int { state.withLock { $0.sleepers.count } }

    func advance(_ duration: Duration) {
        let woken = state.withLock { state in
            state.uptime += duration
            let due = state.sleepers.filter { $0.value.until <= state.uptime }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.wake)
        }
        for wake in woken { wake.resume() }
    }

    private func sleep(_ duration: Duration) async throws {
        let id = UUID()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wake in
                state.withLock { $0.sleepers[id] = ($0.uptime + duration, wake) }
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func cancel(_ id: UUID) {
        state.withLock { $0.sleepers.removeValue(forKey: id) }?.wake
            .resume(throwing: CancellationError())
    }
}

/// A folder of its own, gone when the test is.
final class TemporaryFolder: Sendable {
    let path = NSTemporaryDirectory() + "host-\(UUID().uuidString)"

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            print("\(path) stays behind: \(error)")
        }
    }
}
