package import LinkFaults

/// One line from a client of the control socket.
package enum ControlRequest: Hashable, Sendable {
    /// The first line: who the client is.
    case hello(ControlRole)
    /// Answered by `done` or `refused`.
    case order(ControlOrder)
    /// Answered by the state, once.
    case state
    /// The machine's line: this strike has met its message.
    case struck(LinkFaults.Direction, number: Int)
    /// The machine is about to kill itself there.
    case machineReached(JournalPoint)
    /// The bank is about to kill itself there.
    case bankReached(BankPoint)
    /// The machine: this is on its screen now.
    case showing(Showing)
    /// The machine: this became of a message on its line.
    case saw(LineGlimpse)
    /// The teacher: how a lesson gets on.
    case lesson(LessonNotice)
}

package enum ControlRole: String, Hashable, Sendable, CaseIterable {
    /// The machine process: told the state at once and at each change, and the keys for its screen.
    case machine
    /// The demo's bank: told the state at once and at each change.
    case bank
    /// A further machine of the demo's, without a screen: told the state at once and at each change.
    case teller
    /// Who gives lessons: told the state, what the machine shows, what its line does, and what to teach.
    case teacher
    /// A display: told the state at once and at each change.
    case watcher
    /// Gives orders, and is told what it asks.
    case command
}

/// One line to a client of the control socket.
package enum ControlReply: Hashable, Sendable {
    case done
    /// With a sentence for whoever gave the order.
    case refused(String)
    case state(ControlState)
    /// A key, or characters, for the machine's screen.
    case screen(ControlOrder)
    /// For the teacher; `nil` when no machine runs.
    case showing(Showing?)
    case saw(LineGlimpse)
    /// The teacher is to begin this lesson, or to end the one that runs.
    case teach(Int)
    case quiet
    /// How a lesson gets on.
    case lesson(LessonNotice)
}

extension ControlRequest {
    /// The longest line that is read, in bytes; a client that writes a longer one is hung up on.
    package static let longestLine = 512

    /// Without the newline.
    package var line: String {
        switch self {
        case .hello(let role): "hello \(role.rawValue)"
        case .order(let order): "order \(order.text)"
        case .state: "state"
        case .struck(let direction, let number): "struck \(direction.word) \(number)"
        case .machineReached(let point): "reached machine \(point.rawValue)"
        case .bankReached(let point): "reached bank \(point.rawValue)"
        case .showing(let showing): "showing \(showing.text)"
        case .saw(let glimpse): "saw \(glimpse.text)"
        case .lesson(let notice): "lesson \(notice.line)"
        }
    }

    /// - Throws: `ControlError` with a sentence for the client.
    package init(line: String) throws(ControlError) {
        if line.hasPrefix("order ") {
            self = .order(try ControlOrder(parsing: String(line.dropFirst("order ".count))))
            return
        }
        if line.hasPrefix("lesson ") {
            self = .lesson(try LessonNotice(line: String(line.dropFirst("lesson ".count))))
            return
        }
        var words = Words(line)
        self = try Self.read(&words)
        guard words.isEmpty else { throw words.unexpected() }
    }

    private static func read(_ words: inout Words) throws(ControlError) -> ControlRequest {
        switch try words.next("hello, order or state") {
        case "hello": return .hello(try words.oneOf(ControlRole.self))
        case "state": return .state
        case "showing": return .showing(try Showing(&words))
        case "saw": return .saw(try LineGlimpse(&words))
        case "struck":
            let direction = try words.direction()
            let word = try words.next("a strike's number")
            guard let number = Int(word) else {
                throw ControlError("\"\(word)\" is no strike's number.")
            }
            return .struck(direction, number: number)
        case "reached":
            switch try words.next("machine or bank") {
            case "machine": return .machineReached(try words.oneOf(JournalPoint.self))
            case "bank": return .bankReached(try words.oneOf(BankPoint.self))
            case let other: throw ControlError("\"\(other)\" is neither machine nor bank.")
            }
        default:
            throw ControlError("a line begins with hello, order or state.")
        }
    }
}

extension ControlReply {
    /// Without the newline.
    package var line: String {
        switch self {
        case .done: "done"
        case .refused(let sentence): "refused \(sentence)"
        case .state(let state): "state \(state.text)"
        case .screen(let order): "screen \(order.text)"
        case .showing(let showing): "showing \(showing?.text ?? Self.nothing)"
        case .saw(let glimpse): "saw \(glimpse.text)"
        case .teach(let number): "teach \(number)"
        case .quiet: "quiet"
        case .lesson(let notice): "lesson \(notice.line)"
        }
    }

    /// - Throws: `ControlError` for a line that no owner of a state writes.
    package init(line: String) throws(ControlError) {
        let verb = line.prefix { $0 != " " }
        let rest = String(line.dropFirst(verb.count + 1))
        switch verb {
        case "done": self = .done
        case "refused": self = .refused(rest)
        case "state": self = .state(try ControlState(parsing: rest))
        case "screen": self = .screen(try ControlOrder(parsing: rest))
        case "quiet": self = .quiet
        case "lesson": self = .lesson(try LessonNotice(line: rest))
        case "showing" where rest == Self.nothing: self = .showing(nil)
        case "showing", "saw", "teach":
            var words = Words(rest)
            self = try Self.read(verb, &words)
            guard words.isEmpty else { throw words.unexpected() }
        default: throw ControlError("\"\(verb)\" begins no reply.")
        }
    }

    /// What a machine that does not run shows.
    private static let nothing = "nothing"

    private static func read(
        _ verb: Substring, _ words: inout Words
    ) throws(ControlError) -> ControlReply {
        switch verb {
        case "showing": .showing(try Showing(&words))
        case "saw": .saw(try LineGlimpse(&words))
        default: .teach(try words.count())
        }
    }
}
