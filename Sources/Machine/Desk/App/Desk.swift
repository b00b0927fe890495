internal import BankProtocol
package import Control
package import Lab
package import LinkFaults
package import TextGrid

/// The grader's desk as one pure machine: what the line, the books and the faults show, drawn; and keys that become orders.
///
/// It is told the truth that the machine's own screens cannot know. It is in English alone, being no customer's.
package enum Desk {
    /// All that can happen to it.
    package enum Event: Sendable {
        case key(Key)
        case line(LineNews)
        case control(ControlState)
        /// Nobody hears orders just now.
        case controlLost
        case refused(String)
        case lesson(LessonNotice)
        /// A sentence for whoever is at the keyboard; `nil` takes it back.
        case told(String?)
        /// How far the replay of a recording is, and what is to be known of it.
        case replay(progress: String, notice: String?)
        case books(LiveBooks)
        case booksUnreadable(String)
        case sweep(SweepNews)
        /// Since the process began, and what the clock on the wall says.
        case tick(uptime: Duration, clock: String)
        case focused(Bool)
    }

    /// How the sweep of losses gets on.
    package enum SweepNews: Sendable {
        case row(ExperimentRow)
        /// The share that is done, 0...1.
        case progress(Double)
        case ended
        case saved(path: String)
        case notSaved(reason: String)
    }

    /// What it asks for.
    package enum Effect: Hashable, Sendable {
        case order(ControlOrder)
        case startSweep
        /// Write these rows to a CSV and an SVG.
        case save([ExperimentRow])
        /// The keyboard goes to the cash machine.
        case toMachine
        case nextTheme
        case redraw
        case suspend
        case quit
        case beep
    }

    package struct State: Equatable, Sendable {
        package enum Overlay: Hashable, Sendable {
            case none
            case help
            /// The list of all faults, with the place of the one chosen.
            case faults(Int)
        }

        /// What is below the faults where there is no room for both.
        package enum Lower: Hashable, Sendable {
            case books
            case curve
        }

        package let seed: UInt64
        package internal(set) var wire = Wire()
        package internal(set) var trace = TraceView()
        package internal(set) var control: ControlState?
        package internal(set) var books: LiveBooks?
        package internal(set) var booksNote: String?
        /// A first look may come while the machine still makes its files; what that one finds is not told.
        var hasLookedInVain = false
        package internal(set) var checked = ""
        package internal(set) var verdict = Verdict.unknown
        /// Approved on the line, and not found in the books so far; and those of them that should have been.
        var owed: Set<RequestKey> = []
        var unfound: Set<RequestKey> = []
        package internal(set) var curve = CurveState()
        package internal(set) var lower = Lower.books
        package internal(set) var overlay = Overlay.none
        package internal(set) var notice: String?
        /// The lesson that runs, or that ran last.
        package internal(set) var lesson: LessonNotice?
        /// How far a replay is; `nil` when this is none.
        package internal(set) var replay: String?
        package internal(set) var now = Duration.zero
        package internal(set) var clock = ""
        package internal(set) var isConnected = false
        package internal(set) var hasFocus = false

        package init(seed: UInt64) {
            self.seed = seed
        }

        /// The one that its key gives.
        var nextLesson: Int { lesson?.next ?? 1 }
    }

    /// Takes in one event.
    ///
    /// - Returns: What is to be done, in order.
    package static func reduce(_ state: inout State, _ event: Event) -> [Effect] {
        switch event {
        case .key(let key):
            return take(key, &state)
        case .line(let news):
            hear(news, &state)
        case .control(let control):
            state.control = control
        case .controlLost:
            state.control = nil
        case .refused(let reason):
            state.notice = reason
            return [.beep]
        case .lesson(let notice):
            state.lesson = notice
        case .told(let sentence):
            state.notice = sentence
        case .replay(let progress, let notice):
            state.replay = progress
            state.notice = notice
        case .books(let books):
            state.books = books
            // What had been approved at the look before, the bank had committed before it was read for this one.
            state.unfound = state.owed.subtracting(books.posted)
            state.owed = state.wire.approved.subtracting(books.posted)
            state.booksNote = nil
            state.checked = state.clock
            judge(&state)
        case .booksUnreadable(let reason):
            if state.books != nil || state.hasLookedInVain { state.booksNote = reason }
            state.hasLookedInVain = true
        case .sweep(let news):
            hear(news, &state)
        case .tick(let uptime, let clock):
            state.now = uptime
            state.clock = clock
        case .focused(let hasFocus):
            state.hasFocus = hasFocus
        }
        return []
    }

    private static func hear(_ news: LineNews, _ state: inout State) {
        switch news {
        case .sighting(let sighting):
            if state.trace.isPaused {
                state.trace.hold(sighting, &state.wire)
            } else {
                state.wire.see(sighting)
                judge(&state)
            }
        case .connected: state.isConnected = true
        case .disconnected: state.isConnected = false
        case .struck: break
        }
    }

    static func judge(_ state: inout State) {
        guard let books = state.books else { return }
        state.verdict = Verdict.of(
            books, contradicted: state.wire.contradicted, unfound: state.unfound)
    }

    private static func hear(_ news: SweepNews, _ state: inout State) {
        switch news {
        case .row(let row): state.curve.rows.append(row)
        case .progress(let share): state.curve.progress = share
        case .ended: state.curve.progress = nil
        case .saved(let path): state.notice = "saved \(path)"
        case .notSaved(let reason): state.notice = reason
        }
    }
}

/// The rows of a sweep, as they come.
package struct CurveState: Equatable, Sendable {
    package var rows: [ExperimentRow] = []
    /// The share that is done; `nil` when none is running.
    package var progress: Double?

    package init() {}
}
