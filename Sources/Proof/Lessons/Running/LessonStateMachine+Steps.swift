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
            case .looking(let begun):
                guard let books = evidence.before,
                    isQuiet(books) || uptime - begun >= Self.courtesy
                else {
                    return acts + look(at: uptime, orFail: "the books cannot be read", since: begun)
                }
                acts += begin(0, at: uptime)
            case .step(let place, let begun):
                let step = lesson.steps[place]
                acts += work(on: step, at: uptime)
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
        done = nil
        looked = nil
        hasLooked = false
        hasCounted = false
        guard place < lesson.steps.count else { return [judge()] }
        phase = .step(place, since: uptime)
        since = max(since, uptime)
        return [.say(lesson.steps[place].text)]
    }

    private func complaint(_ step: LessonStep) -> String {
        let now = showing.map { "it shows \($0.place.rawValue)" } ?? "no machine runs"
        let cash = showing?.paysCash == false ? ", and pays no cash until an operator counts" : ""
        return "\(step.complaint) within \(step.limit.components.seconds) s; \(now)\(cash)"
    }

    // MARK: - Doing

    private mutating func work(on step: LessonStep, at uptime: Duration) -> [LessonAct] {
        let isDue = step.isHurried || uptime - since >= pace
        switch step.deed {
        case .walk(let target):
            guard showing?.place != target else { return [] }
            return press(.customer(to: target), at: uptime)
        case .count(let notes):
            if showing?.place == .countsAgree { hasCounted = true }
            return hasCounted
                ? press(.customer(to: .welcome), at: uptime, unless: .countsAgree)
                : press(.clerk(fiveHundreds: notes), at: uptime)
        case .order(let order), .press(let order):
            guard done == nil, isDue else { return [] }
            done = uptime
            return [.order(order)]
        case .settle: return look(at: uptime)
        case .copyJournal: return once(.copyJournal, at: uptime)
        case .putCopyBack: return once(.putCopyBack, at: uptime)
        case .experiment: return once(.experiment, at: uptime)
        case .contrast: return once(.contrast, at: uptime)
        case .pause:
            if done == nil { done = uptime }
            return []
        case .await: return []
        }
    }

    private mutating func once(_ act: LessonAct, at uptime: Duration) -> [LessonAct] {
        guard looked == nil else { return [] }
        looked = uptime
        return [act]
    }

    /// The keys of this screen, once it has been seen for a while; and once more when nothing came of them for long.
    private mutating func press(
        _ reflex: Reflex, at uptime: Duration, unless place: Showing.Place? = nil
    ) -> [LessonAct] {
        guard let showing, uptime - since >= pace else { return [] }
        if let pressed, pressed.screen == screens, uptime - pressed.at < Self.patience { return [] }
        let orders =
            showing.place == place
            ? Reflex.clerk(fiveHundreds: 0).orders(at: showing.place)
            : reflex.orders(at: showing.place)
        guard !orders.isEmpty else { return [] }
        pressed = (screens, uptime)
        return orders.map { .order($0) }
    }

    private mutating func look(at uptime: Duration) -> [LessonAct] {
        if let looked, uptime - looked < Self.lookInterval { return [] }
        looked = uptime
        return [.readBooks]
    }

    private mutating func look(
        at uptime: Duration, orFail complaint: String, since begun: Duration
    ) -> [LessonAct] {
        if uptime - begun >= .seconds(30) { return [end(failure: complaint)] }
        return look(at: uptime)
    }

    // MARK: - Seeing that it is done

    private func isDone(_ step: LessonStep, at uptime: Duration) -> Bool {
        switch step.deed {
        case .walk(let target): return showing?.place == target
        case .order, .press: return done != nil
        case .copyJournal, .putCopyBack: return looked != nil && done != nil
        case .await(let sign): return hasCome(sign)
        case .pause(let length): return done.map { uptime - $0 >= length } ?? false
        case .settle: return hasLooked && evidence.account?.isAtRest == true
        case .count: return hasCounted && showing?.place == .welcome && showing?.paysCash == true
        case .experiment: return evidence.experiment != nil
        case .contrast: return !evidence.contrast.isEmpty
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
