package import BankProtocol

extension Money {
    /// `3,700.00`, as everything says it that is not for a customer.
    package var exactText: String { Language.english.exact(self) }
}

extension CivilTime {
    /// `14:32:07`.
    package var clockText: String {
        "\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second))"
    }

    /// `14:38`.
    package var minuteText: String { "\(twoDigits(hour)):\(twoDigits(minute))" }

    /// `11-22 14:38`.
    package var dayAndMinuteText: String {
        "\(twoDigits(Int(date.month)))-\(twoDigits(Int(date.day))) \(minuteText)"
    }
}

extension CivilDate {
    /// `2026-11-22`.
    package var isoText: String { "\(year)-\(twoDigits(month))-\(twoDigits(day))" }
}

extension Duration {
    /// Whole seconds, begun ones counted whole.
    package var secondsRoundedUp: Int {
        Int(components.seconds) + (components.attoseconds > 0 ? 1 : 0)
    }

    /// `3.4`.
    package var tenthsText: String {
        let tenths = components.attoseconds / 100_000_000_000_000_000
        return "\(components.seconds).\(tenths)"
    }

    /// Whole milliseconds, at least one: `3`.
    package var millisecondsText: String {
        let whole = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        return String(max(1, whole))
    }

    /// `0:27`.
    package var minutesText: String {
        "\(secondsRoundedUp / 60):\(twoDigits(secondsRoundedUp % 60))"
    }
}

func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
}
