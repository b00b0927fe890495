internal import BankProtocol
internal import CashMachine
internal import Foundation
internal import LineSecurity
internal import Logging
internal import MachineHost
internal import MachineStore
internal import Retry

/// A machine without a screen that asks text services: the same journal, keys and line as one that pays out cash.
struct LabClient {
    private let host: MachineHost
    private let line: Line

    init(
        bundle: TerminalBundle, tls: TerminalSideTLS?, directory: MachineDirectory,
        bank: BankAddress, line options: LineOptions
    ) throws {
        var settings = CashMachine.Settings(terminal: bundle.terminal)
        // The lab has no customer who must have his card back: it waits as long as the line takes.
        settings.answerLimit = .seconds(3600)
        host = try MachineHost(directory, settings: settings, logger: .silent)
        line = Line(
            BankLine.transport(
                to: bank, bundle: bundle, tls: tls, authority: host,
                policy: options.retry ?? .fixed(.seconds(1)),
                faults: options.faults, logger: .silent))
    }

    /// Asks one after the other.
    ///
    /// - Parameters:
    ///   - services: The questions.
    ///   - tell: Gets each answer, in order.
    /// - Throws: A `Complaint` for an answer that is none.
    func ask(_ services: [TextService], _ tell: @escaping @Sendable (String) -> Void) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { [host, line] in
                try await host.run(over: line)
                return false
            }
            group.addTask { [host] in
                try await Self.converse(host, services, tell)
                return true
            }
            while let isDone = try await group.next(), !isDone {}
            group.cancelAll()
        }
    }

    private static func converse(
        _ host: MachineHost, _ services: [TextService], _ tell: @Sendable (String) -> Void
    ) async throws {
        var waiting = services[...]
        var hasBegun = false
        for await report in host.reports {
            switch report {
            case .service(.inService), .service(.noCash):
                guard !hasBegun, let first = waiting.first else { continue }
                hasBegun = true
                await host.customer(.askService(first))
            case .service(.outOfService(.fenced, _)), .service(.outOfService(.terminalRefused, _)):
                throw Complaint("the bank does not serve this terminal any more.", exitCode: 69)
            case .service(.outOfService(.untrusted(let distrust), _)):
                throw Complaint(distrust)
            case .serviceAnswered(let answer, _):
                tell(answer)
                waiting.removeFirst()
                guard let next = waiting.first else { return }
                await host.customer(.askService(next))
            case .refused(let refusal):
                throw Complaint(refused: refusal)
            default:
                continue
            }
        }
    }
}

extension Complaint {
    fileprivate init(_ distrust: LineDistrust) {
        switch distrust {
        case .bank:
            self.init(
                """
                what listens there is not the bank of the bundle: its certificate is another authority's, or out of \
                its time.
                """, exitCode: 69)
        case .terminal:
            self.init(
                """
                the bundle's certificate is out of its time, another terminal's, or refused by the bank; have the \
                bank renew it: bank terminal renew ID --out FILE.
                """, exitCode: 69)
        }
    }

    fileprivate init(refused refusal: Refusal) {
        switch refusal.cause {
        case .bank(_, .some(.numberTooLarge)):
            self.init(
                "that number is too large: the largest is 18446744073709551615.", exitCode: 65)
        case .bank(let code, _):
            self.init("the bank refused with code \(code.rawValue).", exitCode: 65)
        case .noAnswer:
            self.init("the bank did not answer within an hour.", exitCode: 69)
        case .unusableAnswer:
            self.init("the bank's answer cannot be used; see its log.", exitCode: 70)
        }
    }
}

extension Logger {
    static let silent = Logger(label: "lab") { _ in SwiftLogNoOpLogHandler() }
}
