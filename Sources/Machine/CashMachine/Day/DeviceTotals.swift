package import BankProtocol

/// What the devices' own counters come to, in money.
package struct DeviceTotals: Hashable, Sendable {
    /// Out with customers, by the dispenser.
    package var paid: Money
    /// In from customers and not given back, by the escrow.
    package var kept: Money
    /// In cassettes, bins, vault and escrow now.
    package var inside: Money

    package init(paid: Money, kept: Money, inside: Money) {
        self.paid = paid
        self.kept = kept
        self.inside = inside
    }

    package init(_ dispenser: DispenserReport, _ escrow: EscrowReport) {
        let tally = dispenser.tally
        paid = tally.taken.value
        kept = (escrow.accepted - escrow.returned).value
        inside = (tally.left + tally.inBins + tally.underway + escrow.inVault + escrow.held).value
    }

    /// What came of it after `beginning`; `inside` is as it is now.
    package func since(_ beginning: DeviceTotals) -> DeviceTotals {
        DeviceTotals(
            paid: paid - beginning.paid, kept: kept - beginning.kept, inside: inside)
    }

    /// In less out, as D97 has it.
    package var net: Money { kept - paid }
}
