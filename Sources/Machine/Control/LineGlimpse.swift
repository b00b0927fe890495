package import BankProtocol
internal import ISO8583
package import LinkFaults

/// One keyed message on the machine's line, and what became of it: the little of a sighting that a lesson judges by.
package struct LineGlimpse: Hashable, Sendable {
    package enum Course: String, Hashable, Sendable, CaseIterable {
        /// Put on the line, and nothing befalls it.
        case carried
        case lost
        /// It arrives later.
        case late
        case doubled
        case damaged
        /// It had been under way when the connection broke.
        case brokenOff = "broken-off"
    }

    package var direction: LinkFaults.Direction
    /// `0200` and so on.
    package var type: String
    package var key: RequestKey
    package var course: Course
    /// Of an answer.
    package var code: ResponseCode?
    /// Whether an answer says that it comes from the record.
    package var isReplay: Bool

    package init(
        _ direction: LinkFaults.Direction, _ type: String, _ key: RequestKey, _ course: Course,
        code: ResponseCode? = nil, isReplay: Bool = false
    ) {
        self.direction = direction
        self.type = type
        self.key = key
        self.course = course
        self.code = code
        self.isReplay = isReplay
    }

    /// `nil` for what is no keyed message, and for the arrival of one that was put on the line before.
    package init?(_ sighting: LineSighting) {
        let course: Course
        switch sighting.event {
        case .entered(let fate): course = Course(fate)
        case .lostWithConnection: course = .brokenOff
        case .arrived: return nil
        }
        guard let message = Self.message(sighting.frame),
            let key = message.content(of: 37).flatMap(RequestKey.init(fieldText:))
        else { return nil }
        let reason = message.content(of: 63).flatMap(AnswerReason.init(fieldText:))
        self.init(
            sighting.direction, message.type.description, key, course,
            code: message.content(of: 39).flatMap(ResponseCode.init(fieldText:)),
            isReplay: reason == .replay)
    }

    private static func message(_ frame: [UInt8]) -> Message? {
        do {
            return try Message(parsing: frame)
        } catch {
            return nil
        }
    }
}

extension LineGlimpse.Course {
    fileprivate init(_ fate: Fate) {
        switch fate {
        case .dropped: self = .lost
        case .delivered(let copies):
            if copies.contains(where: { $0.damage != nil }) {
                self = .damaged
            } else if copies.count > 1 {
                self = .doubled
            } else {
                self = copies.contains { $0.departure != .after(.zero) } ? .late : .carried
            }
        }
    }
}

extension LineGlimpse {
    /// `answer 0210 000100000008 carried 00 replay`; without code and word where there is none.
    var text: String {
        let head = "\(direction.word) \(type) \(key.text) \(course.rawValue)"
        return head + (code.map { " \($0.rawValue)" } ?? "") + (isReplay ? " replay" : "")
    }

    init(_ words: inout Words) throws(ControlError) {
        direction = try words.direction()
        type = try words.next("a message's type")
        guard type.count == 4, type.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw ControlError("\"\(type)\" is no message's type.")
        }
        key = try words.requestKey()
        course = try words.oneOf(Course.self)
        isReplay = false
        code = nil
        if words.isEmpty { return }
        code = try words.oneOf(ResponseCode.self)
        isReplay = words.take("replay")
    }
}
