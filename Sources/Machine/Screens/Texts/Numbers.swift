package import BankProtocol

extension Money {
    /// `3,700`, poisha cut off.
    package var wholeText: String {
        (minorUnits < 0 ? "-" : "") + Self.grouped(minorUnits.magnitude / 100)
    }

    /// `3,700.00`.
    package var exactText: String {
        wholeText + "." + twoDigits(Int(minorUnits.magnitude % 100))
    }

    private static func grouped(_ number: UInt64) -> String {
        var text = ""
        for (place, digit) in String(number).reversed().enumerated() {
            if place > 0, place.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
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
