internal import CashMachine
internal import Control
internal import Desk
internal import Foundation
internal import LineSecurity
internal import LinkFaults
internal import Logging
internal import MachineHost
internal import MachineStore
internal import NIOCore
internal import NIOPosix
internal import NcursesDisplay
internal import Retry
internal import RetryingTransport
internal import TextGrid

/// Brings up what stands behind the screens, once the screens are there: bundle, journal, devices, line.
struct MachineStart {
    private let plan: MachineProcess.Plan

    init(_ plan: MachineProcess.Plan) {
        self.plan = plan
    }

    /// Runs the machine until its task is cancelled; what it has to say goes to `tell`.
    func run(_ tell: AsyncStream<MachineProcess.Happening>.Continuation) async {
        do {
            let bundle = try await TerminalBundle.appearing(
                at: plan.bundle, isExpected: !plan.isKiosk)
            let tls = try plan.isPlaintext ? nil : bundle.tls()
            let directory = try await directory()
            if !plan.isKiosk { try OperatorDoor.openForDemo(plan.state.machine) }
            let control = try plan.control.flatMap { try MachineControl(path: $0) }
            if let control { tell.yield(.controlled(control)) }
            let host = try MachineHost(
                directory,
                settings: CashMachine.Settings(
                    terminal: bundle.terminal, hasMACKey: bundle.macKey != nil),
                logger: .machine, journalled: { control?.journalled($0) })
            tell.yield(
                .started(
                    host, PINPad(key: bundle.pinKey), certificateEnd: tls?.certificate.notAfter))
            try await serve(host, bundle, tls, control, tell)
        } catch is CancellationError {
            return
        } catch let error as TerminalBundleError {
            tell.yield(.failed(Complaint("\(error)", exitCode: 78)))
        } catch let complaint as Complaint {
            tell.yield(.failed(complaint))
        } catch let error as MachineStoreError {
            tell.yield(.failed(Complaint(error)))
        } catch {
            tell.yield(.failed(Complaint("the machine cannot run: \(error)", exitCode: 70)))
        }
    }

    /// A demo's teacher holds the directory for the moment in which it puts a journal's copy back: that is waited for.
    private func directory() async throws -> MachineDirectory {
        let deadline = ContinuousClock.now + .seconds(5)
        while true {
            do {
                return try MachineDirectory(path: plan.state.machine)
            } catch let error as MachineStoreError {
                guard case .inUse = error, !plan.isKiosk, ContinuousClock.now < deadline else {
                    throw error
                }
                try await ContinuousClock().sleep(for: .milliseconds(20))
            }
        }
    }

    private func serve(
        _ host: MachineHost, _ bundle: TerminalBundle, _ tls: TerminalSideTLS?,
        _ control: MachineControl?, _ tell: AsyncStream<MachineProcess.Happening>.Continuation
    ) async throws {
        var faults = plan.screen.line.faults
        if let control { faults.follow(control.first) }
        let transport = BankLine.transport(
            to: plan.bank, bundle: bundle, tls: tls, authority: host,
            policy: plan.screen.line.retry ?? .adaptive, faults: faults,
            tap: try tap(control, tell))
        let line = Line(transport)
        try await withThrowingDiscardingTaskGroup { group in
            if let control {
                group.addTask { await Self.follow(control, transport, tell) }
            }
            group.addTask { for await report in host.reports { tell.yield(.report(report)) } }
            group.addTask { try await host.run(over: line) }
        }
    }

    /// All who want to know what happens on the line; `nil` when nobody does.
    private func tap(
        _ control: MachineControl?, _ tell: AsyncStream<MachineProcess.Happening>.Continuation
    ) throws -> (@Sendable (LineNews) -> Void)? {
        let trace = try plan.screen.trace.tap()
        let hasDesk = plan.hasDesk
        guard trace != nil || control != nil || hasDesk else { return nil }
        return { news in
            trace?(news)
            control?.heard(news)
            if hasDesk { tell.yield(.desk(.line(news))) }
        }
    }

    /// Has the line follow the grader's desk, and gives his keys to the screen.
    private static func follow(
        _ control: MachineControl, _ transport: RetryingTransport,
        _ tell: AsyncStream<MachineProcess.Happening>.Continuation
    ) async {
        for await reply in control.replies {
            switch reply {
            case .state(let state): await transport.changeFaults { $0.follow(state) }
            case .screen(.press(let key)): tell.yield(.pressed(key))
            case .screen(.type(let text)):
                for character in text { tell.yield(.pressed(Key(typed: character))) }
            case .screen, .done, .refused, .showing, .saw, .teach, .quiet, .lesson: break
            }
        }
    }
}

extension TerminalBundle {
    /// - Parameters:
    ///   - path: The file.
    ///   - isExpected: The demo's bank may be writing it just now, at its first start: wait for it.
    /// - Returns: What the file says.
    /// - Throws: `TerminalBundleError`; `CancellationError` while it waits.
    static func appearing(at path: String, isExpected: Bool) async throws -> TerminalBundle {
        while isExpected, !FileManager.default.fileExists(atPath: path) {
            try await ContinuousClock().sleep(for: .milliseconds(20))
        }
        return try TerminalBundle(path: path)
    }
}

/// The one way in which this program makes a line to a bank.
enum BankLine {
    static func transport(
        to bank: BankAddress, bundle: TerminalBundle, tls: TerminalSideTLS?,
        authority: any SignOnAuthority, policy: RetryPolicy,
        faults: LinkFaults, logger: Logger = .machine,
        tap: (@Sendable (LineNews) -> Void)? = nil
    ) -> RetryingTransport {
        let group = MultiThreadedEventLoopGroup.singleton
        return RetryingTransport(
            configuration: RetryingTransport.Configuration(
                host: bank.host, port: bank.port, terminal: bundle.terminal, macKey: bundle.macKey,
                tls: tls, policy: policy),
            authority: authority, faults: faults, eventLoopGroup: group, logger: logger,
            clock: LineClock(eventLoop: group.next()), wallClock: MachineClock.system.wall, tap: tap
        )
    }
}

extension Logger {
    /// Standard error, which is the machine's log file while the screen is up.
    static let machine = Logger(label: "machine") { StreamLogHandler.standardError(label: $0) }
}

extension Complaint {
    init(_ error: MachineStoreError) {
        switch error {
        case .inUse, .unusable: self.init("\(error)", exitCode: 69)
        case .damaged: self.init("\(error)", exitCode: 65)
        }
    }
}
