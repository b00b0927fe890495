package import Control
internal import TextGrid

/// A recorded session: how it was started, and what was done in it. A file of it is a JSON object a line:
///
///     {"arguments":["--loss-request","0",…],"recording":1,"seed":482913}
///     {"at":"welcome","key":"a","seconds":3.2}
///     {"at":"pin","card":"4821","pin":"right","seconds":5.9}
///     {"order":"drop next answer","seconds":9.1}
package struct Recording: Hashable, Sendable {
    /// The first line.
    package struct Head: Codable, Hashable, Sendable {
        /// The format's version.
        package var recording = 1
        package var seed: UInt64
        /// The options of `atm demo` that bear on what happens.
        package var arguments: [String]

        package init(seed: UInt64, arguments: [String]) {
            self.seed = seed
            self.arguments = arguments
        }
    }

    /// Each further line.
    package struct Line: Codable, Hashable, Sendable {
        /// Since the session began.
        package var seconds: Double
        package var at: String?
        package var key: String?
        package var card: String?
        package var pin: String?
        package var order: String?
    }

    package var head: Head
    package var steps: [Step]

    /// An event and its time since the session began.
    package struct Step: Hashable, Sendable {
        package var event: RecordedEvent
        package var seconds: Double

        package init(_ event: RecordedEvent, seconds: Double) {
            self.event = event
            self.seconds = seconds
        }
    }

    /// - Parameters:
    ///   - head: The first line.
    ///   - lines: All further ones.
    /// - Throws: `ControlError` for a line that says nothing, or a version that is not known.
    package init(_ head: Head, _ lines: [Line]) throws(ControlError) {
        guard head.recording == 1 else {
            throw ControlError("the recording has version \(head.recording), and 1 is known.")
        }
        self.head = head
        steps = []
        for line in lines { steps.append(Step(try line.event, seconds: line.seconds)) }
    }
}

extension Recording.Step {
    package var line: Recording.Line {
        var line = Recording.Line(seconds: seconds, at: event.screen)
        switch event {
        case .order(let order): line.order = order.text
        case .key(let key, _): line.key = key.word
        case .card(let lastFour, _): line.card = lastFour
        case .pin(.right(let lastFour), _): (line.pin, line.card) = ("right", lastFour)
        case .pin(.wrong(let lastFour), _): (line.pin, line.card) = ("wrong", lastFour)
        case .pin(.operatorRight, _): line.pin = "operator"
        case .pin(.operatorWrong, _): line.pin = "operator-wrong"
        case .pin(.unknown, _): line.pin = "unknown"
        }
        return line
    }
}

extension Recording.Line {
    /// What the line tells.
    fileprivate var event: RecordedEvent {
        get throws(ControlError) {
            if let order { return .order(try ControlOrder(parsing: order)) }
            guard let at else { throw ControlError("a line tells neither an order nor a screen.") }
            switch (key, pin, card) {
            case (let word?, nil, nil):
                guard let key = Key(word: word) else {
                    throw ControlError("there is no key \"\(word)\".")
                }
                return .key(key, at: at)
            case (nil, "right"?, let card?): return .pin(.right(lastFour: card), at: at)
            case (nil, "wrong"?, let card?): return .pin(.wrong(lastFour: card), at: at)
            case (nil, "operator"?, nil): return .pin(.operatorRight, at: at)
            case (nil, "operator-wrong"?, nil): return .pin(.operatorWrong, at: at)
            case (nil, "unknown"?, nil): return .pin(.unknown, at: at)
            case (nil, nil, let card?): return .card(lastFour: card, at: at)
            case (_, _, _): throw ControlError("a line tells of two things, or of none.")
            }
        }
    }
}
