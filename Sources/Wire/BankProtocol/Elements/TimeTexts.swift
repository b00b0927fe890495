internal import ISO8583

extension TransmissionTime: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard let month = cursor.small(2), let day = cursor.small(2), let hour = cursor.small(2),
            let minute = cursor.small(2), let second = cursor.small(2), cursor.isAtEnd
        else { return nil }
        self.init(checkedMonth: month, day: day, hour: hour, minute: minute, second: second)
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(pairs: month, day)
        frame.append(pairs: hour, minute, second)
    }
}

/// D12.
struct TimeOfDay: FieldText {
    let hour: UInt8
    let minute: UInt8
    let second: UInt8

    init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard let hour = cursor.small(2), let minute = cursor.small(2),
            let second = cursor.small(2), cursor.isAtEnd, hour < 24, minute < 60, second < 60
        else { return nil }
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    init(_ time: LocalTime) {
        hour = time.hour
        minute = time.minute
        second = time.second
    }

    func append(to frame: inout [UInt8]) {
        frame.append(pairs: hour, minute, second)
    }
}

/// D13.
struct DayOfYear: FieldText {
    let month: UInt8
    let day: UInt8

    init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard let month = cursor.small(2), let day = cursor.small(2), cursor.isAtEnd,
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        self.month = month
        self.day = day
    }

    init(_ time: LocalTime) {
        month = time.month
        day = time.day
    }

    func append(to frame: inout [UInt8]) {
        frame.append(pairs: month, day)
    }
}

extension LocalTime {
    init(_ time: TimeOfDay, _ date: DayOfYear) {
        self.init(
            month: date.month, day: date.day, hour: time.hour, minute: time.minute,
            second: time.second)
    }
}
