package import BankProtocol

/// What this bank allows, and the calendar and currency that it keeps its books in.
package struct Terms: Hashable, Sendable {
    package var currency: Currency
    package var mostPerWithdrawal: Money
    /// What one card may take in one business day.
    package var mostPerCardAndDay: Money
    package var mostPerDeposit: Money
    /// Wrong PINs in a row that lock a card.
    package var pinTries: Int
    /// The bank's local time, in seconds east of Greenwich; its midnight begins a business day.
    package var utcOffset: Int

    package init(
        currency: Currency, mostPerWithdrawal: Money, mostPerCardAndDay: Money,
        mostPerDeposit: Money, pinTries: Int, utcOffset: Int
    ) {
        self.currency = currency
        self.mostPerWithdrawal = mostPerWithdrawal
        self.mostPerCardAndDay = mostPerCardAndDay
        self.mostPerDeposit = mostPerDeposit
        self.pinTries = pinTries
        self.utcOffset = utcOffset
    }

    /// Taka; 20,000.00 a withdrawal, 50,000.00 a card and day, 200,000.00 a deposit; three tries; Asia/Dhaka.
    package static let standard = Terms(
        currency: .bdt, mostPerWithdrawal: Money(minorUnits: 2_000_000),
        mostPerCardAndDay: Money(minorUnits: 5_000_000),
        mostPerDeposit: Money(minorUnits: 20_000_000), pinTries: 3, utcOffset: 6 * 3600)
}
