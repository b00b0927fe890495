internal import BankProtocol
internal import Control

extension LessonStateMachine {
    /// Goes on as far as what is seen allows.
    mutating func proceed(at uptime: Duration) -> [LessonAct] {
        var acts: [LessonAct] = []
        while true {
            switch phase {
            case .over:
                return acts
            case .looking(let begun, let looked):
                guard let books = evidence.before,
                    isQuiet(books) || uptime - begun >= Self.courtesy
                else {
                    return acts + look(since: begun, looked, at: uptime)
                }
                acts += begin(0, at: uptime)
            case .step(let place, let begun, let progress):
                let step = lesson.steps[place]
                acts += work(on: step, progress, at: uptime)
                if isDone(step, at: uptime) {
                    acts += begin(place + 1, at: uptime)
                } else {
                    if uptime - begun >= step.limit { acts.append(end(failure: complaint(step))) }
                    return acts
                }
            }
        }
    }

    /// Whether what will have changed in the end is the lesson's doing alone.
    private func isQuiet(_ books: LessonBooks) -> Bool {
        let isFree =
            switch showing?.place {
            case nil, .welcome, .news, .outOfService: true
            case .pin, .moment, .menu, .amounts, .waiting, .refusal, .undoing, .takeCard, .takeCash,
                .receipt, .closing, .service, .operatorCode, .operatorMenu, .operatorBusiness,
                .firstCount, .secondCount, .countsAgree, .operatorPage:
                false
            }
        return isFree && books.keys.values.allSatisfy { $0.amount == nil || $0.isAtRest }
    }

    private mutating func begin(_ place: Int, at uptime: Duration) -> [LessonAct] {
        guard place < lesson.steps.count else { return [judge()] }
        phase = .step(place, since: uptime, .begun)
        since = max(since, uptime)
        return [.say(lesson.steps[place].text)]
    }

    private func complaint(_ step: LessonStep) -> String {
        let now = showing.map { "it shows \($0.place.rawValue)" } ?? "no machine runs"
        let cash = showing?.paysCash == false ? ", and pays no cash until an operator counts" : ""
        return "\(step.complaint) within \(step.limit.components.seconds) s; \(now)\(cash)"
    }

    // MARK: - Doing

    private mutating func work(
        on step: LessonStep, _ progress: Progress, at uptime: Duration
    ) -> [LessonAct] {
        switch step.deed {
        case .walk(let target):
            guard showing?.place != target else { return [] }
            return press(.customer(to: target), at: uptime)
        case .count(let notes):
            return count(notes, progress, at: uptime)
        case .order(let order), .press(let order):
            guard progress == .begun, step.isHurried || uptime - since >= pace else { return [] }
            self.progress(to: .acted(at: uptime))
            return [.order(order)]
        case .settle: return look(progress, at: uptime)
        case .copyJournal: return once(.copyJournal, progress)
        case .putCopyBack: return once(.putCopyBack, progress)
        case .experiment: return once(.experiment, progress)
        case .contrast: return once(.contrast, progress)
        case .pause:
            if progress == .begun { self.progress(to: .acted(at: uptime)) }
            return []
        case .await: return []
        }
    }

    private mutating func once(_ act: LessonAct, _ progress: Progress) -> [LessonAct] {
        guard progress == .begun else { return [] }
        self.progress(to: .asked)
        return [act]
    }

    private mutating func count(
        _ notes: Int, _ progress: Progress, at uptime: Duration
    ) -> [LessonAct] {
        let agrees = showing?.place == .countsAgree
        if agrees { self.progress(to: .counted) }
        guard agrees || progress == .counted else {
            return press(.clerk(fiveHundreds: notes), at: uptime)
        }
        return press(.customer(to: .welcome), at: uptime, unless: .countsAgree)
    }

    /// The keys of this screen, once it has been seen for a while; and once more when nothing came of them for long.
    private mutating func press(
        _ reflex: Reflex, at uptime: Duration, unless place: Showing.Place? = nil
    ) -> [LessonAct] {
        guard let showing, uptime - since >= pace else { return [] }
        if let pressed, uptime - pressed < Self.patience { return [] }
        let orders =
            showing.place == place
            ? Reflex.clerk(fiveHundreds: 0).orders(at: showing.place)
            : reflex.orders(at: showing.place)
        guard !orders.isEmpty else { return [] }
        pressed = uptime
        return orders.map { .order($0) }
    }

    /// Reads the books for a settlement, from time to time.
    private mutating func look(_ progress: Progress, at uptime: Duration) -> [LessonAct] {
        switch progress {
        case .reading(let asked, _) where uptime - asked < Self.lookInterval:
            return []
        case .reading(_, let hasRead):
            self.progress(to: .reading(asked: uptime, hasRead: hasRead))
            return [.readBooks]
        case .begun, .asked, .acted, .counted:
            self.progress(to: .reading(asked: uptime, hasRead: false))
            return [.readBooks]
        }
    }

    /// Reads them before anything is done.
    private mutating func look(
        since begun: Duration, _ looked: Duration?, at uptime: Duration
    ) -> [LessonAct] {
        if uptime - begun >= .seconds(30) { return [end(failure: "the books cannot be read")] }
        if let looked, uptime - looked < Self.lookInterval { return [] }
        phase = .looking(since: begun, looked: uptime)
        return [.readBooks]
    }

    // MARK: - Seeing that it is done

    private func isDone(_ step: LessonStep, at uptime: Duration) -> Bool {
        guard case .step(_, _, let progress) = phase else { return false }
        switch (step.deed, progress) {
        case (.walk(let target), _): return showing?.place == target
        case (.await(let sign), _): return hasCome(sign)
        case (.experiment, _): return evidence.experiment != nil
        case (.contrast, _): return !evidence.contrast.isEmpty
        case (.order, .acted), (.press, .acted), (.copyJournal, .acted), (.putCopyBack, .acted):
            return true
        case (.pause(let length), .acted(let begun)): return uptime - begun >= length
        case (.settle, .reading(_, hasRead: true)): return evidence.account?.isAtRest == true
        case (.count, .counted): return showing?.place == .welcome && showing?.paysCash == true
        case (.order, _), (.press, _), (.copyJournal, _), (.putCopyBack, _), (.pause, _),
            (.settle, _), (.count, _):
            return false
        }
    }

    private func hasCome(_ sign: LessonStep.Sign) -> Bool {
        switch sign {
        case .sent: sawWithdrawal.contains { $0.type == "0200" }
        case .answered: sawWithdrawal.contains { $0.type == "0210" }
        case .machineGone: showing == nil
        case .machineBack: showing != nil && showing?.place != .outOfService
        }
    }

    // MARK: - Ends

    /// Holds every expectation against what was seen; the first that does not hold decides.
    private mutating func judge() -> LessonAct {
        var met: [String] = []
        for expectation in lesson.expectations {
            switch expectation.check(evidence) {
            case .met(let words): met.append(words)
            case .broken(let words): return end(failure: words)
            }
        }
        return end(isPassed: true, met.joined(separator: ", "))
    }

    mutating func end(failure: String) -> LessonAct {
        end(isPassed: false, failure)
    }

    private mutating func end(isPassed: Bool, _ text: String) -> LessonAct {
        phase = .over
        return .end(
            LessonOutcome(
                lesson.number, lesson.title, isPassed: isPassed, key: evidence.key, text))
    }
}
