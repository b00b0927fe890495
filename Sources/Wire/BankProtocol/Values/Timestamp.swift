/// A moment of the wall clock: whole seconds since 1970-01-01 00:00 UTC.
///
/// For people and for D7, D12 and D13. It may jump either way, so nothing that decides about money reads it.
package struct Timestamp: Hashable, Comparable, Sendable {
    package var unixSeconds: Int64

    package init(unixSeconds: Int64) {
        self.unixSeconds = unixSeconds
    }

    package static func < (lhs: Timestamp, rhs: Timestamp) -> Bool {
        lhs.unixSeconds < rhs.unixSeconds
    }

    /// The calendar's view of this moment, `utcOffset` seconds east of Greenwich.
    package func civil(utcOffset: Int = 0) -> CivilTime {
        let seconds = unixSeconds + Int64(utcOffset)
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let inDay = Int(seconds - days * 86_400)
        return CivilTime(
            date: CivilDate(daysSince1970: Int(days)), hour: inDay / 3600, minute: inDay / 60 % 60,
            second: inDay % 60)
    }
}

/// A date of the Gregorian calendar.
package struct CivilDate: Hashable, Comparable, Sendable {
    package var year: Int
    /// 1...12.
    package var month: Int
    /// 1...31.
    package var day: Int

    package init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Counts in years that begin in March, so that the leap day is a year's last (Howard Hinnant's `civil_from_days`).
    package init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package var daysSince1970: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    package static func < (lhs: CivilDate, rhs: CivilDate) -> Bool {
        (lhs.year, lhs.month, lhs.day) < (rhs.year, rhs.month, rhs.day)
    }
}

/// A date and a time of day.
package struct CivilTime: Hashable, Sendable {
    package var date: CivilDate
    package var hour: Int
    package var minute: Int
    package var second: Int

    package init(date: CivilDate, hour: Int, minute: Int, second: Int) {
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
    }
}

extension TransmissionTime {
    package init(_ timestamp: Timestamp) {
        let civil = timestamp.civil()
        self.init(
            month: UInt8(civil.date.month), day: UInt8(civil.date.day), hour: UInt8(civil.hour),
            minute: UInt8(civil.minute), second: UInt8(civil.second))
    }
}

extension LocalTime {
    package init(_ timestamp: Timestamp, utcOffset: Int) {
        let civil = timestamp.civil(utcOffset: utcOffset)
        self.init(
            month: UInt8(civil.date.month), day: UInt8(civil.date.day), hour: UInt8(civil.hour),
            minute: UInt8(civil.minute), second: UInt8(civil.second))
    }
}
