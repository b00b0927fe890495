// For certificates and other things that end: in whole days, since nobody plans by the second.
extension Timestamp {
    /// Whole days from `now` to this; below zero for what is past.
    package func days(from now: Timestamp) -> Int {
        let seconds = unixSeconds - now.unixSeconds
        return Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
    }

    /// The date in UTC: `2030-12-31`.
    package var dayText: String {
        let date = civil().date
        return [date.year, date.month, date.day].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: "-")
    }
}
