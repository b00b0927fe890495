package import BankProtocol
internal import ISO8583
internal import LinkFaults

/// All messages about one key, in the order in which they were put on the line.
package struct Dialogue: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        case key(RequestKey)
        /// The how manieth sign-on.
        case signOn(Int)
    }

    /// What the line shows to have become of a key.
    package enum Standing: Hashable, Sendable {
        case open
        case confirmed
        case declined(ResponseCode)
        case reversing
        case reversed
        /// The machine has told the bank what its devices did.
        case advised
    }

    /// More are forgotten, the oldest first, but for the very first: a reversal may be repeated for hours.
    static let mostCrossings = 240

    package let subject: Subject
    package internal(set) var crossings: [Crossing] = []
    /// How many were forgotten.
    package private(set) var forgotten = 0
    /// By kind: how often it was sent, whatever is forgotten.
    private var sendings: [ExchangeID.Kind?: Int] = [:]
    /// How many answers to the original said that it was done now, not before.
    package private(set) var executions = 0
    /// Answers to one request that differ in what they say, which must never be.
    package private(set) var hasContradiction = false
    private var saidFirst: [ExchangeID.Kind: [UInt8]] = [:]
    /// The final answer that has reached the machine, by kind.
    private var answered: [ExchangeID.Kind: Crossing.Reply] = [:]
    package private(set) var confirmedAt: Duration?

    init(_ subject: Subject) {
        self.subject = subject
    }

    package var began: Duration { crossings.first?.entered ?? .zero }

    /// Requests sent, repeats included, of the original.
    package var tries: Int {
        sendings.filter { $0.key?.isOriginal ?? true }.map(\.value).max() ?? 0
    }

    package var standing: Standing {
        if case .signOn = subject {
            let isAnswered = crossings.contains { $0.direction == .fromBank && $0.hasArrived }
            return isAnswered ? .confirmed : .open
        }
        if sendings[.advice] != nil { return .advised }
        if let reply = answered[.reversal], reply.code == .approved { return .reversed }
        if sendings[.reversal] != nil { return .reversing }
        guard let reply = originalsAnswer, let code = reply.code else { return .open }
        return code == .approved ? .confirmed : .declined(code)
    }

    private var originalsAnswer: Crossing.Reply? {
        answered.first { $0.key.isOriginal }?.value
    }

    /// The first crossing of the same kind and direction: what a repeat is compared with.
    package func original(of crossing: Crossing) -> Crossing? {
        crossings.first {
            $0.kind == crossing.kind && $0.direction == crossing.direction
                && $0.number < crossing.number
        }
    }
}

// MARK: - Folding

extension Dialogue {
    mutating func enter(_ sighting: LineSighting, _ fate: Fate, _ message: Message) {
        let kind =
            ExchangeID.Kind(requestType: message.type) ?? ExchangeID.Kind(answerType: message.type)
        switch sighting.direction {
        case .toBank:
            sendings[kind, default: 0] += 1
            add(Crossing(sighting, fate, message, kind: kind, sending: sendings[kind] ?? 1))
        case .fromBank:
            let earlier = crossings.count { $0.direction == .fromBank && $0.kind == kind }
            var answer = Crossing(sighting, fate, message, kind: kind, sending: earlier + 1)
            answer.isLate = isTooLate(kind)
            said(message, kind)
            replied(answer.reply, kind)
            add(answer)
        }
    }

    /// - Returns: The message, if it was one of these.
    mutating func see(_ sighting: LineSighting) -> Crossing? {
        guard let place = crossings.lastIndex(where: { $0.number == sighting.message }) else {
            return nil
        }
        crossings[place].see(sighting)
        let crossing = crossings[place]
        if crossing.direction == .fromBank, crossing.hasArrived(copy: sighting.copy),
            let kind = crossing.kind
        {
            arrived(crossing.reply, kind, sighting.at)
        }
        return crossing
    }

    private mutating func arrived(_ reply: Crossing.Reply, _ kind: ExchangeID.Kind, _ at: Duration)
    {
        guard answered[kind] == nil, reply.code?.isRecorded ?? true else { return }
        answered[kind] = reply
        confirmedAt = at
    }

    /// What the machine will do nothing upon: it has its answer, or has begun to undo.
    private func isTooLate(_ kind: ExchangeID.Kind?) -> Bool {
        guard let kind else { return false }
        return answered[kind] != nil || kind.isOriginal && sendings[.reversal] != nil
    }

    /// Two answers to one request are equal but for the word that the second is a replay, and their MACs.
    private mutating func said(_ message: Message, _ kind: ExchangeID.Kind?) {
        guard let kind, let code = Crossing.Reply(message).code, code.isRecorded else { return }
        var business = message
        for number in [63, 64, 128] where business.fields.contains(number) {
            business.remove(number)
        }
        let bytes = business.encoded()
        if let first = saidFirst[kind] {
            if first != bytes { hasContradiction = true }
        } else {
            saidFirst[kind] = bytes
        }
    }

    /// Finds the request that this answers: each copy that came whole gets one.
    private mutating func replied(_ reply: Crossing.Reply, _ kind: ExchangeID.Kind?) {
        if kind?.isOriginal == true, reply.code == .approved, !reply.isReplay { executions += 1 }
        let place = crossings.firstIndex {
            $0.direction == .toBank && $0.kind == kind && $0.replies.count < $0.arrivals
        }
        if let place { crossings[place].replies.append(reply) }
    }

    private mutating func add(_ crossing: Crossing) {
        crossings.append(crossing)
        guard crossings.count > Self.mostCrossings else { return }
        // The first stays: repeats are compared with it, and times count from it.
        crossings.remove(at: 1)
        forgotten += 1
    }
}
