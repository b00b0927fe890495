package import BankProtocol
package import ISO8583
package import LinkFaults

/// One message that was put on the line, and what became of each of its copies.
package struct Crossing: Hashable, Sendable {
    /// Where a copy is.
    package enum Course: Hashable, Sendable {
        case underWay
        case arrived(Duration)
        /// As it arrived, with a bit flipped; the receiver drops it.
        case arrivedDamaged(Duration, frame: [UInt8])
        case lost(Loss)
    }

    package enum Loss: Hashable, Sendable {
        case chance
        case ordered
        case partition
        case connection
    }

    /// `LineSighting.message`.
    package let number: Int
    package let direction: LinkFaults.Direction
    /// `nil` for a message about the connection.
    package let kind: ExchangeID.Kind?
    package let message: Message
    /// Which sending of its kind and direction this is, from 1.
    package let sending: Int
    package let entered: Duration
    /// One a copy.
    package internal(set) var courses: [Course]
    /// What the bank answered to each copy that reached it, in order.
    package internal(set) var replies: [Reply] = []
    /// Whether the machine can no longer act upon it: its reversal was sent before it, or it had an answer already.
    package internal(set) var isLate = false

    init(
        _ sighting: LineSighting, _ fate: Fate, _ message: Message, kind: ExchangeID.Kind?,
        sending: Int
    ) {
        number = sighting.message
        direction = sighting.direction
        entered = sighting.at
        self.kind = kind
        self.message = message
        self.sending = sending
        courses = fate.courses
    }

    /// What the bank said.
    package struct Reply: Hashable, Sendable {
        package let code: ResponseCode?
        package let reason: AnswerReason?

        init(_ message: Message) {
            code = message.content(of: 39).flatMap(ResponseCode.init(fieldText:))
            reason = message.content(of: 63).flatMap(AnswerReason.init(fieldText:))
        }

        package var isReplay: Bool { reason == .replay }
    }

    /// Of an answer.
    package var reply: Reply { Reply(message) }

    package var hasArrived: Bool { arrivals > 0 }

    /// Whether this copy came whole.
    func hasArrived(copy: Int) -> Bool {
        guard courses.indices.contains(copy), case .arrived = courses[copy] else { return false }
        return true
    }

    /// How many copies came whole.
    var arrivals: Int {
        courses.count { if case .arrived = $0 { true } else { false } }
    }

    package var loss: Loss? {
        for course in courses {
            if case .lost(let loss) = course { return loss }
        }
        return nil
    }

    package var damagedFrame: [UInt8]? {
        for course in courses {
            if case .arrivedDamaged(_, let frame) = course { return frame }
        }
        return nil
    }

    /// When the first copy came.
    package var firstArrival: Duration? {
        for course in courses {
            switch course {
            case .arrived(let at), .arrivedDamaged(let at, _): return at
            case .underWay, .lost: continue
            }
        }
        return nil
    }

    mutating func see(_ sighting: LineSighting) {
        guard courses.indices.contains(sighting.copy) else { return }
        switch sighting.event {
        case .entered: break
        case .arrived:
            courses[sighting.copy] =
                sighting.frame == message.encoded()
                ? .arrived(sighting.at)
                : .arrivedDamaged(sighting.at, frame: sighting.frame)
        case .lostWithConnection:
            courses[sighting.copy] = .lost(.connection)
        }
    }
}

extension Fate {
    fileprivate var courses: [Crossing.Course] {
        switch self {
        case .dropped(.chance): [.lost(.chance)]
        case .dropped(.ordered): [.lost(.ordered)]
        case .dropped(.partition): [.lost(.partition)]
        case .delivered(let copies): copies.map { _ in .underWay }
        }
    }
}
