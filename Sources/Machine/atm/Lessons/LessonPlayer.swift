internal import BankProtocol
internal import Control
internal import ControlSocket
internal import Foundation
internal import Lab
internal import Lessons
internal import LinkFaults
internal import MachineStore
internal import Retry

/// A demo's teacher: carries out what a lesson wants done, and tells it what is seen. It decides nothing.
struct LessonPlayer {
    enum Happening: Sendable {
        case reply(ControlReply)
        case tick
        /// The demo has ended.
        case gone
    }

    private let client: ControlClient
    private let state: StateDirectory
    private let reader: LessonReader
    /// How long a screen is shown before a key is pressed.
    private let pace: Duration
    private let started = ContinuousClock.now
    private var lesson: LessonStateMachine?
    private var number = 0
    private var showing: Showing?
    /// What is being done.
    private(set) var said = ""

    /// - Parameters:
    ///   - client: Connected to the demo as `.teacher`.
    ///   - state: The demo's directory.
    ///   - pace: How long a screen is shown before a key is pressed.
    init(_ client: ControlClient, in state: StateDirectory, pace: Duration) {
        guard let terminal = TerminalID("ATM00001") else {
            preconditionFailure("the demo's terminal has a terminal's name")
        }
        self.client = client
        self.state = state
        self.pace = pace
        reader = LessonReader(of: terminal, in: state)
    }

    /// What comes from the demo, and the passing of time.
    static func happenings(_ client: ControlClient) -> AsyncStream<Happening> {
        let (happenings, tell) = AsyncStream.makeStream(of: Happening.self)
        Thread.detachNewThread {
            do throws(ControlError) {
                while let reply = try client.reply() { tell.yield(.reply(reply)) }
            } catch {
                FileHandle.standardError.write(Data("the control socket: \(error)\n".utf8))
            }
            tell.yield(.gone)
        }
        let ticker = Task {
            while !Task.isCancelled {
                try await ContinuousClock().sleep(for: .milliseconds(50))
                tell.yield(.tick)
            }
        }
        tell.onTermination = { _ in ticker.cancel() }
        return happenings
    }

    /// Takes in what happened, and does what comes of it.
    ///
    /// - Returns: How a lesson ended, when one has.
    /// - Throws: `ControlError` when the demo is gone.
    mutating func handle(_ happening: Happening) throws(ControlError) -> LessonOutcome? {
        switch happening {
        case .gone:
            Self.discardCopy(in: state)
            throw ControlError("the demo has ended.")
        case .tick: return try observe(.tick)
        case .reply(.teach(let number)): return try begin(number)
        case .reply(.quiet):
            // One that has ended just now has said so already.
            if lesson != nil { try stop() }
            return nil
        case .reply(.showing(let now)):
            showing = now
            return try observe(.showing(now))
        case .reply(.saw(let glimpse)): return try observe(.saw(glimpse))
        case .reply(.refused(let reason)): return try observe(.refused(reason))
        case .reply(.done), .reply(.state), .reply(.screen), .reply(.lesson): return nil
        }
    }

    private mutating func begin(_ number: Int) throws(ControlError) -> LessonOutcome? {
        self.number = number
        guard let lesson = Lesson.numbered(number) else {
            try client.send(
                .lesson(LessonNotice(number, .failed, "there are lessons 1 to \(Lesson.all.count)"))
            )
            return nil
        }
        self.lesson = LessonStateMachine(lesson, pace: pace, at: uptime)
        return try observe(.showing(showing))
    }

    private mutating func stop() throws(ControlError) {
        lesson = nil
        Self.discardCopy(in: state)
        try client.send(.lesson(LessonNotice(number, .stopped, "something else was done")))
    }

    private var uptime: Duration { ContinuousClock.now - started }

    private mutating func observe(
        _ observation: LessonObservation
    ) throws(ControlError) -> LessonOutcome? {
        var observations = [observation]
        while !observations.isEmpty {
            let next = observations.removeFirst()
            let now = uptime
            for act in lesson?.observed(next, at: now) ?? [] {
                if case .end(let outcome) = act {
                    lesson = nil
                    Self.discardCopy(in: state)
                    try client.send(
                        .lesson(
                            LessonNotice(
                                number, outcome.isPassed ? .passed : .failed, outcome.sentence)))
                    return outcome
                }
                if let seen = try perform(act) { observations.append(seen) }
            }
        }
        return nil
    }

    /// - Returns: What the lesson is told of it.
    private mutating func perform(_ act: LessonAct) throws(ControlError) -> LessonObservation? {
        switch act {
        case .order(let order):
            try client.send(.order(order))
            return nil
        case .readBooks:
            return seen {
                .books(try reader.look())
            } or: {
                .booksUnreadable($0)
            }
        case .copyJournal:
            return seen {
                try Journal.copy(journal, to: copy)
                return .journalDone
            } or: {
                .journalFailed($0)
            }
        case .putCopyBack:
            return seen {
                try Journal.putBack(copy, in: state.machine, patience: .seconds(2))
                return .journalDone
            } or: {
                .journalFailed($0)
            }
        case .experiment: return .experiment(Self.experiment())
        case .contrast: return .contrast(Contrast.outcomes(ContrastPlan(seed: 1)))
        case .say(let text):
            said = text
            try client.send(.lesson(LessonNotice(number, .running, text)))
            return nil
        case .end: preconditionFailure("an end is no deed")
        }
    }

    private var journal: String { MachineDirectory.journal(path: state.machine) }
    private var copy: String { Self.copy(in: state) }

    private static func copy(in state: StateDirectory) -> String {
        state.path + "/journal-copy.sqlite"
    }

    /// Nobody is to find an old journal of the machine beside the one that counts.
    static func discardCopy(in state: StateDirectory) {
        do {
            try Journal.discard(copy(in: state))
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
        }
    }

    private func seen(
        _ body: () throws -> LessonObservation, or failed: (String) -> LessonObservation
    ) -> LessonObservation {
        do {
            return try body()
        } catch {
            return failed("\(error)")
        }
    }

    /// The report's own point: 89 % lost both ways, a repeat every second.
    private static func experiment() -> ExperimentRow {
        do throws(LossListError) {
            var experiment = Experiment(
                ExperimentPlan(
                    losses: try LossList(parsing: "89"), policies: [.fixed(.seconds(1))],
                    trials: 2000, seed: 1))
            guard let row = experiment.next() else {
                preconditionFailure("an experiment of one point has a row")
            }
            return row
        } catch {
            preconditionFailure("89 is a list of losses: \(error)")
        }
    }
}
