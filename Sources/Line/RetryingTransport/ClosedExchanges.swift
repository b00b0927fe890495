internal import BankProtocol

/// The last exchanges that ended here, so that an answer which comes after the end can be told from a forged one.
struct ClosedExchanges: Sendable {
    static let capacity = 256

    private var macs: [ExchangeID: SentMACs] = [:]
    /// Oldest first.
    private var order: [ExchangeID] = []

    mutating func remember(_ id: ExchangeID, _ sent: SentMACs) {
        if macs.updateValue(sent, forKey: id) == nil { order.append(id) }
        if order.count > Self.capacity { macs[order.removeFirst()] = nil }
    }

    func contains(_ id: ExchangeID) -> Bool { macs[id] != nil }

    /// None for an exchange that is forgotten or never was.
    func macs(of id: ExchangeID) -> SentMACs { macs[id] ?? SentMACs() }
}
