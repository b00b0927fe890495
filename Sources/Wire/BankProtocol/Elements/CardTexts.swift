internal import ISO8583

extension CardNumber: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        self.init(digits: String(decoding: text, as: UTF8.self))
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(digits)
    }
}

extension CardExpiry: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard let year = cursor.small(2), let month = cursor.small(2), cursor.isAtEnd else {
            return nil
        }
        self.init(year: 2000 + UInt16(year), month: month)
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(pairs: UInt8(year - 2000), month)
    }
}

extension AccountNumber: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        self.init(String(decoding: text, as: UTF8.self))
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(text)
    }
}

extension PINBlock: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        guard text.count == 2 * Self.length else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.length)
        var digits = text.makeIterator()
        while let high = digits.next(), let low = digits.next() {
            guard let high = high.hexadecimalValue, let low = low.hexadecimalValue else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        self.init(bytes: bytes)
    }

    package func append(to frame: inout [UInt8]) {
        for byte in bytes {
            frame.append(UInt8(hexadecimalDigit: byte >> 4))
            frame.append(UInt8(hexadecimalDigit: byte & 0x0F))
        }
    }
}
