package import BankProtocol

/// How the day stands, for an operator who wants to close it.
package struct DayStanding: Hashable, Sendable {
    /// By the journal, since the last close.
    package var totals: DayTotals
    /// By the devices since then; `nil` when the journal does not know how their counters stood.
    package var devices: DeviceTotals?
    /// All cash inside.
    package var inside: Money
    /// Asked, and not answered; how often in this life of the process, and what the bank answered in vain.
    package var open: OpenDayClose?
    package var tries: Int
    package var parked: ResponseCode?
    package var last: ClosedDay?
    package var hindrance: CashMachine.DayHindrance?

    package init(
        totals: DayTotals = .none, devices: DeviceTotals? = nil, inside: Money = .zero,
        open: OpenDayClose? = nil, tries: Int = 0, parked: ResponseCode? = nil,
        last: ClosedDay? = nil, hindrance: CashMachine.DayHindrance? = nil
    ) {
        self.totals = totals
        self.devices = devices
        self.inside = inside
        self.open = open
        self.tries = tries
        self.parked = parked
        self.last = last
        self.hindrance = hindrance
    }
}

extension CashMachine {
    var dayStanding: DayStanding {
        let now = DeviceTotals(dispenser, escrow)
        let open = book.dayClose
        return DayStanding(
            totals: book.period.totals, devices: book.period.devicesAtBeginning.map(now.since),
            inside: now.inside, open: open,
            tries: open.flatMap { tries[ExchangeID(.reconciliation, $0.key)] } ?? 0,
            parked: open.flatMap { book.parked[$0.key]?.code }, last: book.lastClose,
            hindrance: dayHindrance)
    }
}
