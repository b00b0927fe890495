package import BankProtocol

/// The last exchanges that ended here, so that an answer which comes after the end can be told from a forged one.
package struct ClosedExchanges: Sendable {
    package static let capacity = 256

    private var macs: [ExchangeID: SentMACs] = [:]
    /// Oldest first.
    private var order: [ExchangeID] = []

    package init() {}

    package mutating func remember(_ id: ExchangeID, _ sent: SentMACs) {
        if macs.updateValue(sent, forKey: id) == nil { order.append(id) }
        if order.count > Self.capacity { macs[order.removeFirst()] = nil }
    }

    package func contains(_ id: ExchangeID) -> Bool { macs[id] != nil }

    /// None for an exchange that is forgotten or never was.
    package func macs(of id: ExchangeID) -> SentMACs { macs[id] ?? SentMACs() }
}
