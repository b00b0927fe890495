package import BankProtocol
internal import Ledger

/// What each trial asks: that the bank take 100.00 for the first current account.
///
/// A deposit, since no limit of the day ends the series and no trial differs from the one before but in its key.
package enum ExperimentDeposit {
    package static let amount = Money(minorUnits: 10_000)
    /// In the demo's bank it is Ayesha's.
    package static let account = AccountNumber(.current, ordinal: 1)

    package static func request(
        of terminal: TerminalID, key: RequestKey, at time: Timestamp
    ) -> KeyedRequest {
        KeyedRequest(
            terminal: terminal, key: key, transmitted: TransmissionTime(time),
            localTime: LocalTime(time, utcOffset: Terms.standard.utcOffset),
            operation: .deposit(amount, .bdt, to: account, type: .unspecified))
    }
}
