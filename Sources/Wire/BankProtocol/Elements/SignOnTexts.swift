internal import ISO8583

extension SignOn: FieldText {
    /// `INSTANCE=<16 hex>;EPOCH=<4>;NEXT=<8>;LWM=<8>`; hexadecimal digits may be of either case.
    ///
    /// NEXT is a sequence that can be used, so at least 1, and the mark is not above it.
    package init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard cursor.expect("INSTANCE=") != nil, let instance = cursor.instance(),
            cursor.expect(";EPOCH=") != nil, let epoch = cursor.epoch(),
            cursor.expect(";NEXT=") != nil, let next = cursor.sequence(),
            cursor.expect(";LWM=") != nil, let mark = cursor.sequence(),
            cursor.isAtEnd, next != .none, mark <= next
        else { return nil }
        self.init(instance: instance, epoch: epoch, next: next, mark: mark)
    }

    package func append(to frame: inout [UInt8]) {
        frame.append("INSTANCE=")
        for shift in stride(from: 60, through: 0, by: -4) {
            frame.append(UInt8(hexadecimalDigit: UInt8(instance.bits >> UInt64(shift) & 0x0F)))
        }
        frame.append(";EPOCH=")
        frame.append(epoch)
        frame.append(";NEXT=")
        frame.append(next)
        frame.append(";LWM=")
        frame.append(mark)
    }
}

extension EpochGrant: FieldText {
    /// `EPOCH=<4>;SEEN=<8>`.
    package init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard cursor.expect("EPOCH=") != nil, let epoch = cursor.epoch(),
            cursor.expect(";SEEN=") != nil, let seen = cursor.sequence(), cursor.isAtEnd
        else { return nil }
        self.init(epoch: epoch, seen: seen)
    }

    package func append(to frame: inout [UInt8]) {
        frame.append("EPOCH=")
        frame.append(epoch)
        frame.append(";SEEN=")
        frame.append(seen)
    }
}

extension TextCursor {
    /// Sixteen hexadecimal digits.
    fileprivate mutating func instance() -> InstanceID? {
        guard let digits = take(16) else { return nil }
        var bits: UInt64 = 0
        for digit in digits {
            let lowerCase = digit ^ 0x20
            guard let value = digit.hexadecimalValue ?? lowerCase.hexadecimalValue else {
                return nil
            }
            bits = bits << 4 | UInt64(value)
        }
        return InstanceID(bits: bits)
    }
}
