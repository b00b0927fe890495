internal import ISO8583

/// D48 as plain text: 1...999 printable ASCII characters.
struct FreeText: FieldText {
    let text: String

    init(_ text: String) {
        precondition(
            Operation.canCarry(text: text),
            "data element 48 holds 1 to 999 printable ASCII characters; check with canCarry(text:)")
        self.text = text
    }

    init?(fieldText text: ArraySlice<UInt8>) {
        self.init(String(decoding: text, as: UTF8.self))
    }

    func append(to frame: inout [UInt8]) {
        frame.append(text)
    }
}

extension Operation {
    /// Whether a text service can be asked about `text`: 1...999 printable ASCII characters.
    package static func canCarry(text: String) -> Bool {
        (1...999).contains(text.utf8.count) && text.utf8.allSatisfy(\.isPrintable)
    }
}

/// D48 of a 950000: `LOADED=<n>` or `REMOVED=<n>`, in minor units.
struct CashDeclaration: FieldText {
    let movement: CashMovement
    let amount: Money

    init(movement: CashMovement, amount: Money) {
        self.movement = movement
        self.amount = amount
    }

    init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        let name = String(decoding: cursor.take(upTo: UInt8(ascii: "=")), as: UTF8.self)
        guard let movement = CashMovement(rawValue: name), let amount = cursor.takeAll().plainMoney
        else { return nil }
        self.init(movement: movement, amount: amount)
    }

    func append(to frame: inout [UInt8]) {
        frame.append("\(movement.rawValue)=\(amount.minorUnits)")
    }
}

/// D48 of the answer to 940000.
package enum PrimeVerdict: String, Hashable, Sendable, CaseIterable, FieldText {
    case prime = "PRIME"
    case notPrime = "NOT-PRIME"
    case notAnInteger = "NOT-AN-INTEGER"

    package init?(fieldText text: ArraySlice<UInt8>) {
        self.init(rawValue: String(decoding: text, as: UTF8.self))
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(rawValue)
    }
}

extension CustomerFacts: FieldText {
    /// Reads `NAME=…;LEFT=…;MAX=…`.
    package init?(text: String) {
        self.init(fieldText: Array(text.utf8)[...])
    }

    package init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard cursor.expect("NAME=") != nil else { return nil }
        let name = String(decoding: cursor.take(upTo: UInt8(ascii: ";")), as: UTF8.self)
        guard Self.canCarry(name: name), cursor.expect("LEFT=") != nil,
            let leftToday = cursor.take(upTo: UInt8(ascii: ";")).plainMoney,
            cursor.expect("MAX=") != nil, let mostAtOnce = cursor.takeAll().plainMoney
        else { return nil }
        self.init(name: name, leftToday: leftToday, mostAtOnce: mostAtOnce)
    }

    package var text: String {
        "NAME=\(name);LEFT=\(leftToday.minorUnits);MAX=\(mostAtOnce.minorUnits)"
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(text)
    }
}

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
