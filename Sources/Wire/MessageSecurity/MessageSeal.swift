package import ISO8583

/// Gives messages their MAC, and tells which answers bear a right one; without a key, messages bear none and all answers do.
package struct MessageSeal: Sendable {
    package let key: MACKey?

    package init(key: MACKey?) {
        self.key = key
    }

    package func sealed(_ message: Message) -> (frame: [UInt8], mac: MAC?) {
        guard let key else { return (message.encoded(), nil) }
        var message = message
        message.seal(with: key)
        return (message.encoded(), message.mac)
    }

    /// Whether it answers one of these sendings.
    package func isAuthentic(_ answer: Message, answering sent: SentMACs) -> Bool {
        guard let key else { return true }
        return sent.latest.contains { answer.isAuthentic(under: key, answering: $0) }
    }
}

/// The MACs of one request's sendings, which its answers are sealed over. A repeat's differs from the first's, and with D60.
package struct SentMACs: Hashable, Sendable {
    /// More are not kept: an answer to a sending that is eight marks old counts as lost.
    package static let capacity = 8

    /// Oldest first.
    package private(set) var latest: [MAC] = []

    package init() {}

    package mutating func insert(_ mac: MAC?) {
        guard let mac, !latest.contains(mac) else { return }
        latest.append(mac)
        if latest.count > Self.capacity { latest.removeFirst() }
    }
}
