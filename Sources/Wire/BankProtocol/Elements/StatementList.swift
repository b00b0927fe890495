internal import ISO8583

/// D62: one to ten entries of 25 characters.
package struct StatementList: FieldText {
    package let entries: [StatementEntry]

    package init?(_ entries: [StatementEntry]) {
        guard !entries.isEmpty else { return nil }
        precondition(entries.count <= 10, "data element 62 holds at most ten entries")
        self.entries = entries
    }

    package init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        var entries: [StatementEntry] = []
        while !cursor.isAtEnd {
            guard entries.count < 10, let entry = StatementEntry(&cursor) else { return nil }
            entries.append(entry)
        }
        self.init(entries)
    }

    package func append(to frame: inout [UInt8]) {
        for entry in entries { entry.append(to: &frame) }
    }
}

extension StatementEntry {
    /// YYMMDDhhmm 10, type 2, sign 1, amount 12.
    fileprivate init?(_ cursor: inout TextCursor) {
        guard let year = cursor.small(2), let month = cursor.small(2), let day = cursor.small(2),
            let hour = cursor.small(2), let minute = cursor.small(2), let type = cursor.small(2),
            let amount = cursor.signedMoney(digits: 12),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
            type == 0 || TransactionType(rawValue: type) != nil
        else { return nil }
        self.init(
            year: year, month: month, day: day, hour: hour, minute: minute,
            type: TransactionType(rawValue: type), amount: amount)
    }

    fileprivate func append(to frame: inout [UInt8]) {
        frame.append(pairs: year, month, day)
        frame.append(pairs: hour, minute, type?.rawValue ?? 0)
        frame.append(signed: amount, digits: 12)
    }
}
