package import BankProtocol
internal import ISO8583
package import LinkFaults

/// What was seen on the line, by the keys that it was about.
package struct Wire: Hashable, Sendable {
    /// Older ones are forgotten.
    static let mostDialogues = 60

    /// Oldest first.
    package private(set) var dialogues: [Dialogue] = []
    package private(set) var tally = Tally()
    /// Keys whose answers contradict each other; never forgotten.
    package private(set) var contradicted: Set<RequestKey> = []
    /// Keys of money that the bank was seen to approve; never forgotten.
    package private(set) var approved: Set<RequestKey> = []
    private var signOns = 0

    /// Since the process began.
    package struct Tally: Hashable, Sendable {
        /// Keyed requests that reached the bank whole, copies included.
        package var arrived = 0
        /// Keyed answers that the bank gave from its records.
        package var replayed = 0
        package var lostRequests = 0
        package var lostAnswers = 0

        package init() {}
    }

    package init() {}

    package mutating func see(_ sighting: LineSighting) {
        switch sighting.event {
        case .entered(let fate): enter(sighting, fate)
        case .arrived, .lostWithConnection: follow(sighting)
        }
    }

    private mutating func enter(_ sighting: LineSighting, _ fate: Fate) {
        // What an end puts on the line is a message; anything else is not this protocol's.
        guard let message = Self.message(sighting.frame), let place = place(of: message) else {
            return
        }
        dialogues[place].enter(sighting, fate, message)
        count(sighting, fate, message)
        guard case .key(let key) = dialogues[place].subject else { return }
        if dialogues[place].hasContradiction { contradicted.insert(key) }
        if sighting.direction == .fromBank, message.type.number == 210,
            Crossing.Reply(message).code == .approved
        {
            approved.insert(key)
        }
    }

    private mutating func follow(_ sighting: LineSighting) {
        for place in dialogues.indices.reversed() {
            guard let crossing = dialogues[place].see(sighting) else { continue }
            if sighting.event == .arrived, sighting.direction == .toBank,
                crossing.hasArrived(copy: sighting.copy),
                case .key = dialogues[place].subject
            {
                tally.arrived += 1
            }
            return
        }
    }

    private mutating func count(_ sighting: LineSighting, _ fate: Fate, _ message: Message) {
        if case .dropped = fate {
            switch sighting.direction {
            case .toBank: tally.lostRequests += 1
            case .fromBank: tally.lostAnswers += 1
            }
        }
        if sighting.direction == .fromBank, Crossing.Reply(message).isReplay {
            tally.replayed += 1
        }
    }

    private static func message(_ frame: [UInt8]) -> Message? {
        do {
            return try Message(parsing: frame)
        } catch {
            return nil
        }
    }

    /// - Returns: Where the dialogue of this message is, which is made if there is none; `nil` for what is not shown: echoes.
    private mutating func place(of message: Message) -> Int? {
        if let key = message.content(of: 37).flatMap(RequestKey.init(fieldText:)) {
            let known = dialogues.lastIndex { $0.subject == .key(key) }
            return known ?? begin(.key(key))
        }
        guard message.type.number / 100 == 8,
            message.content(of: 70)?.elementsEqual("001".utf8) == true
        else { return nil }
        if message.type.number % 100 == 0 {
            signOns += 1
            return begin(.signOn(signOns))
        }
        return dialogues.lastIndex { if case .signOn = $0.subject { true } else { false } }
    }

    private mutating func begin(_ subject: Dialogue.Subject) -> Int {
        dialogues.append(Dialogue(subject))
        if dialogues.count > Self.mostDialogues { dialogues.removeFirst() }
        return dialogues.count - 1
    }
}
