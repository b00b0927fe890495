/// D7: month to second of the first transmission, UTC. Says when, orders nothing.
package struct TransmissionTime: Hashable, Sendable {
    package let month: UInt8
    package let day: UInt8
    package let hour: UInt8
    package let minute: UInt8
    package let second: UInt8

    package init?(checkedMonth month: UInt8, day: UInt8, hour: UInt8, minute: UInt8, second: UInt8)
    {
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
        else { return nil }
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// - Precondition: the parts are a calendar's own, as `CivilTime` gives them.
    init(month: UInt8, day: UInt8, hour: UInt8, minute: UInt8, second: UInt8) {
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }
}

/// D12 and D13: the machine's own clock at the first transmission.
package struct LocalTime: Hashable, Sendable {
    package let month: UInt8
    package let day: UInt8
    package let hour: UInt8
    package let minute: UInt8
    package let second: UInt8

    package init?(checkedMonth month: UInt8, day: UInt8, hour: UInt8, minute: UInt8, second: UInt8)
    {
        guard (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
        else { return nil }
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// - Precondition: the parts are a calendar's own, as `CivilTime` gives them.
    init(month: UInt8, day: UInt8, hour: UInt8, minute: UInt8, second: UInt8) {
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }
}
