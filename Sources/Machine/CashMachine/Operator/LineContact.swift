package import BankProtocol

/// When the bank was heard last, and how long an answer takes.
package struct LineContact: Hashable, Sendable {
    /// By the machine's clock; `nil` before the first answer.
    package private(set) var last: Timestamp?
    /// Of the last request that was answered after a single sending: of a repeated one nobody knows which try was answered.
    package private(set) var roundTrip: Duration?
    private var sentAt: [ExchangeID: Duration] = [:]

    package init(last: Timestamp? = nil, roundTrip: Duration? = nil) {
        self.last = last
        self.roundTrip = roundTrip
    }

    mutating func sent(_ exchange: ExchangeID, number: Int, at now: CashMachine.Now) {
        sentAt[exchange] = number == 1 ? now.uptime : nil
    }

    mutating func heard(at now: CashMachine.Now) {
        last = now.wall
    }

    mutating func heard(_ exchange: ExchangeID, at now: CashMachine.Now) {
        heard(at: now)
        if let sent = sentAt.removeValue(forKey: exchange) { roundTrip = now.uptime - sent }
    }

    /// What is told of it: not what it still waits for.
    package var told: LineContact { LineContact(last: last, roundTrip: roundTrip) }
}
