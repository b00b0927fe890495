internal import BankProtocol

// What follows from the state rather than from an event: told when it has changed, after the event's own effects.
extension CashMachine {
    /// What was last told.
    struct Published: Hashable {
        var marks: [Epoch: SequenceNumber] = [:]
        var supply: NoteSupply?
        var unsettled: [Reference] = []
        var news: [OwnersNews] = []
        var link: LinkStatus?
        var service: Service?
        /// `nil` while no operator is at the machine.
        var supervision: Supervision?

        var takesCards: Bool {
            switch service {
            case .inService, .noCash: true
            case .outOfService, nil: false
            }
        }
    }

    enum Service: Hashable {
        case inService
        case noCash
        case outOfService(OutOfServiceCause)
    }

    mutating func publish() {
        if hasBookChanged { publishMarks() }
        publish(\.supply, supply) { .supply($0) }
        publishUnsettled()
        if hasBookChanged { publishNews() }
        hasBookChanged = !isStarted
        publish(\.link, link) { .link($0) }
        publishService()
        publishSupervision()
    }

    /// What can be paid now.
    package var supply: NoteSupply {
        NoteSupply(notes: dispenser.tally.left)
    }

    private mutating func publish<Value: Hashable>(
        _ path: WritableKeyPath<Published, Value?>, _ value: Value,
        _ tell: (Value) -> MachineReport
    ) {
        guard published[keyPath: path] != value else { return }
        published[keyPath: path] = value
        report(tell(value))
    }

    private mutating func publishSupervision() {
        guard situation == .operating else {
            published.supervision = nil
            return
        }
        publish(\.supervision, supervised) { .supervision($0) }
    }

    private mutating func publishMarks() {
        guard isStarted else { return }
        for epoch in Set(book.liveEpochs).union(published.marks.keys).sorted() where epoch != .none
        {
            let mark = book.mark(of: epoch)
            guard published.marks[epoch] != mark else { continue }
            published.marks[epoch] = mark
            emit(.raiseMark(mark, of: epoch))
        }
    }

    private mutating func publishUnsettled() {
        let unsettled = book.openMoneyKeys.filter { $0 != situation.moneyKey }.map(Reference.init)
        guard published.unsettled != unsettled else { return }
        published.unsettled = unsettled
        report(.unsettled(unsettled))
    }

    mutating func publishNews() {
        let news = self.news
        guard published.news != news else { return }
        published.news = news
        report(.news(news))
    }

    private var link: LinkStatus {
        switch line {
        case .down(let nextTry), .untrusted(_, let nextTry): .down(nextTry: nextTry)
        case .up where isLineSlow: .slow
        case .up, .refused: .online
        }
    }

    /// A visit that has begun is not broken off because the line is lost; what it asks goes unanswered then.
    private mutating func publishService() {
        let service = self.service
        guard published.service != service,
            situation == .idle || situation == .operating || hasFailed
        else { return }
        published.service = service
        switch service {
        case .inService: report(.service(.inService))
        case .noCash: report(.service(.noCash))
        case .outOfService(let cause): report(.service(.outOfService(cause, since: now.wall)))
        }
    }

    private var service: Service {
        if hasFailed { return .outOfService(.storage) }
        if !isStarted { return .outOfService(.starting) }
        if situation == .operating { return .outOfService(.operatorAtWork) }
        if book.isFenced { return .outOfService(.fenced) }
        if book.dayClose != nil { return .outOfService(.closingDay) }
        switch line {
        case .refused(let reason): return .outOfService(.terminalRefused(reason))
        case .down: return .outOfService(.noLink)
        case .untrusted(let distrust, _): return .outOfService(.untrusted(distrust))
        case .up: return book.uncounted.isEmpty && supply.smallestNote != nil ? .inService : .noCash
        }
    }
}
