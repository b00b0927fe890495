internal import ISO8583

extension RequestKey: FieldText {
    /// A key's sequence is at least 1.
    package init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard let epoch = cursor.epoch(), let sequence = cursor.sequence(), cursor.isAtEnd,
            sequence != .none
        else { return nil }
        self.init(epoch: epoch, sequence: sequence)
    }

    package func append(to frame: inout [UInt8]) {
        precondition(sequence != .none, "a key has a sequence of at least 1")
        frame.append(epoch)
        frame.append(sequence)
    }
}

extension STAN: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        guard let number = text.decimal else { return nil }
        self.init(number: UInt32(number))
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(decimal: UInt64(number), digits: 6)
    }
}

extension TerminalID: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        let padding = text.reversed().prefix { $0 == UInt8(ascii: " ") }
        self.init(String(decoding: text.dropLast(padding.count), as: UTF8.self))
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(text)
        let padding = 8 - text.utf8.count
        frame.append(contentsOf: repeatElement(UInt8(ascii: " "), count: padding))
    }
}

extension TextCursor {
    /// Four digits.
    mutating func epoch() -> Epoch? {
        decimal(4).flatMap { Epoch(number: UInt16($0)) }
    }

    /// Eight digits.
    mutating func sequence() -> SequenceNumber? {
        decimal(8).flatMap { SequenceNumber(number: UInt32($0)) }
    }
}

extension [UInt8] {
    mutating func append(_ epoch: Epoch) {
        append(decimal: UInt64(epoch.number), digits: 4)
    }

    mutating func append(_ sequence: SequenceNumber) {
        append(decimal: UInt64(sequence.number), digits: 8)
    }
}
