internal import Control

/// Carries out one lesson: takes in what is seen of machine, line and books, says what to do next, and judges in the end.
///
/// Does no I/O and reads no clock: times come in with the observations. Whatever it waits for has a limit, at which the
/// lesson ends as failed.
package struct LessonStateMachine: Sendable {
    enum Phase: Hashable, Sendable {
        /// The books are read before anything is done.
        case looking(since: Duration, looked: Duration?)
        case step(Int, since: Duration, Progress)
        case over
    }

    /// How far a step's own deed has come.
    enum Progress: Hashable, Sendable {
        case begun
        /// Of whoever does it.
        case asked
        /// The order was given, the journal's copy is where it should be, the pause has begun.
        case acted(at: Duration)
        /// The books were asked for last, and have been read in this step.
        case reading(asked: Duration, hasRead: Bool)
        /// An operator's count has come to its end.
        case counted
    }

    /// How long somebody who is at the machine, or what is still open, is waited for before it begins all the same.
    static let courtesy: Duration = .seconds(15)
    /// How often the books are read while it waits for them.
    static let lookInterval: Duration = .milliseconds(200)
    /// After which a key that has changed nothing is pressed again: it may have been lost with the process.
    static let patience: Duration = .seconds(5)

    let lesson: Lesson
    /// How long what is shown stays before a key is pressed or an order given.
    let pace: Duration
    var phase: Phase
    var evidence = LessonEvidence()

    // What is seen.
    var showing: Showing?
    /// Since when it is the same screen, or the step.
    var since: Duration
    /// When keys were pressed at this screen last.
    var pressed: Duration?
    var sawWithdrawal: [LineGlimpse] = []

    /// - Parameters:
    ///   - lesson: What to do.
    ///   - pace: How long each screen can be looked at; zero where nobody does.
    ///   - uptime: A steady clock's reading.
    package init(_ lesson: Lesson, pace: Duration, at uptime: Duration) {
        self.lesson = lesson
        self.pace = pace
        phase = .looking(since: uptime, looked: nil)
        since = uptime
    }

    /// Something was seen, or time has passed.
    ///
    /// - Returns: What is to be done, in order; `.end` once, as the last.
    package mutating func observed(
        _ observation: LessonObservation, at uptime: Duration
    ) -> [LessonAct] {
        if case .over = phase { return [] }
        if let failure = take(observation, at: uptime) { return [end(failure: failure)] }
        return proceed(at: uptime)
    }

    // MARK: - Seeing

    /// - Returns: Why the lesson cannot go on, if it cannot.
    private mutating func take(
        _ observation: LessonObservation, at uptime: Duration
    ) -> String? {
        switch observation {
        case .showing(let now):
            if now == nil, showing != nil { evidence.machineDeaths += 1 }
            // More tries on the same screen are no other screen.
            if now?.place != showing?.place || now?.place.isRepeatable == true {
                since = uptime
                pressed = nil
            }
            showing = now
        case .saw(let glimpse):
            if glimpse.type.isOfAWithdrawal { sawWithdrawal.append(glimpse) }
        case .books(let books):
            note(books)
        case .booksUnreadable: break
        case .refused(let reason):
            // A key for a machine that is not back yet is pressed again.
            if let deed = currentDeed, !deed.isPatient { return "refused: \(reason)" }
        case .journalDone: progress(to: .acted(at: uptime))
        case .journalFailed(let reason): return reason
        case .experiment(let row): evidence.experiment = row
        case .contrast(let outcomes): evidence.contrast = outcomes
        case .tick: break
        }
        return nil
    }

    private mutating func note(_ books: LessonBooks) {
        switch phase {
        case .looking: evidence.before = books
        case .step(_, _, .reading(let asked, _)):
            progress(to: .reading(asked: asked, hasRead: true))
        case .step(_, _, .begun), .step(_, _, .asked), .step(_, _, .acted), .step(_, _, .counted),
            .over:
            break
        }
        evidence.after = books
        guard let before = evidence.before else { return }
        evidence.key = evidence.key ?? books.news(since: before).first
        evidence.line = sawWithdrawal.filter { $0.key == evidence.key }
    }

    var currentDeed: LessonStep.Deed? {
        guard case .step(let place, _, _) = phase else { return nil }
        return lesson.steps[place].deed
    }

    mutating func progress(to progress: Progress) {
        guard case .step(let place, let begun, _) = phase else { return }
        phase = .step(place, since: begun, progress)
    }
}

extension Showing.Place {
    /// Whether it can come twice running, each time wanting its key.
    fileprivate var isRepeatable: Bool {
        switch self {
        case .pin, .news: true
        case .welcome, .outOfService, .moment, .menu, .amounts, .waiting, .refusal, .undoing,
            .takeCard, .takeCash, .receipt, .closing, .service, .operatorCode, .operatorMenu,
            .operatorBusiness, .firstCount, .secondCount, .countsAgree, .operatorPage:
            false
        }
    }
}

extension LessonStep.Deed {
    /// Whether a refused order is no harm.
    fileprivate var isPatient: Bool {
        switch self {
        case .walk, .count: true
        case .order, .press, .await, .pause, .settle, .copyJournal, .putCopyBack, .experiment,
            .contrast:
            false
        }
    }
}

extension String {
    /// Of all keyed messages those about a withdrawal: asked, answered, reversed, advised.
    fileprivate var isOfAWithdrawal: Bool {
        ["0200", "0201", "0210", "0420", "0421", "0430", "0220", "0221", "0230"].contains(self)
    }
}
