package import BankProtocol

extension CivilDate {
    /// The day after.
    package var next: CivilDate { CivilDate(daysSince1970: daysSince1970 + 1) }
}
