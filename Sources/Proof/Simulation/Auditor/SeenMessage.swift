/// A message as the auditor reads it off the wire: its own reader of ISO 8583, so that a mistake of the product's codec is
/// not the auditor's too. It knows lengths and places, and nothing of what is allowed.
struct SeenMessage {
    let bytes: [UInt8]
    /// 0...9999, as sent.
    let type: Int
    /// Where the content of each field that is there lies, ascending.
    private var places: [Place] = []

    private struct Place {
        var field: UInt16
        var start: UInt16
        var end: UInt16

        var range: Range<Int> { Int(start)..<Int(end) }
    }

    /// Lengths of the fields that are used here: fixed, or −2, −3 for a length of so many digits before the content.
    private static let lengths: [Int8] = {
        var lengths = [Int8](repeating: 0, count: 129)
        for (field, length) in [
            (2, -2), (3, 6), (4, 12), (7, 10), (11, 6), (12, 6), (13, 4), (14, 4), (37, 12),
            (38, 6), (39, 2), (41, 8), (48, -3), (49, 3), (54, -3), (60, -3), (62, -3), (63, -3),
            (64, 16), (66, 1), (70, 3), (74, 10), (75, 10), (76, 10), (77, 10), (86, 16), (87, 16),
            (88, 16), (89, 16), (90, 42), (95, 42), (97, 17), (102, -2), (103, -2), (110, -3),
            (128, 16),
        ] { lengths[field] = Int8(length) }
        return lengths
    }()

    /// - Returns: `nil` for bytes that are no message.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard bytes.count >= 20, let type = Self.number(bytes[0..<4]) else { return nil }
        self.type = type
        places.reserveCapacity(24)
        guard let first = Self.map(bytes[4..<20]) else { return nil }
        var second: UInt64 = 0
        var place = 20
        if first >> 63 == 1 {
            guard bytes.count >= 36, let map = Self.map(bytes[20..<36]) else { return nil }
            second = map
            place = 36
        }
        for (map, offset) in [(first & ~(1 << 63), 1), (second, 65)] {
            var rest = map
            while rest != 0 {
                let zeros = rest.leadingZeroBitCount
                rest &= ~(1 << UInt64(63 - zeros))
                guard let end = Self.read(zeros + offset, &place, bytes) else { return nil }
                places.append(
                    Place(
                        field: UInt16(zeros + offset), start: UInt16(place), end: UInt16(end)))
                place = end
            }
        }
        guard place == bytes.count else { return nil }
    }

    private static func read(_ field: Int, _ place: inout Int, _ bytes: [UInt8]) -> Int? {
        var length = Int(lengths[field])
        guard length != 0 else { return nil }
        if length < 0 {
            let prefix = -length
            guard place + prefix <= bytes.count, let told = number(bytes[place..<place + prefix])
            else { return nil }
            place += prefix
            length = told
        }
        return place + length <= bytes.count ? place + length : nil
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            number = number * 10 + Int(digit & 0x0F)
        }
        return number
    }

    private static func map(_ digits: ArraySlice<UInt8>) -> UInt64? {
        var bits: UInt64 = 0
        for digit in digits {
            switch digit {
            case 0x30...0x39: bits = bits << 4 | UInt64(digit - 0x30)
            case 0x41...0x46: bits = bits << 4 | UInt64(digit - 0x37)
            default: return nil
            }
        }
        return bits
    }
}

// MARK: What can be read

extension SeenMessage {
    subscript(field: Int) -> ArraySlice<UInt8>? {
        places.first { $0.field == field }.map { bytes[$0.range] }
    }

    func number(_ field: Int) -> Int? {
        self[field].flatMap { Self.number($0) }
    }

    func text(_ field: Int) -> String? {
        self[field].map { String(decoding: $0, as: UTF8.self) }
    }

    /// What of a key it speaks of; `nil` for messages about the connection.
    var part: KeyPart? {
        switch type / 10 {
        case 10, 11, 20, 21, 50, 51, 60, 61: .original
        case 22, 23: .advice
        case 42, 43: .reversal
        default: nil
        }
    }

    /// D41: 0 for ATM00001.
    var terminal: Int? {
        self[41]?.last { $0 != 0x20 }.map { Int($0 & 0x0F) - 1 }
    }

    /// Terminal, epoch and sequence.
    var key: KeyName? {
        guard let terminal, let key = number(37) else { return nil }
        return KeyName(
            terminal: terminal, epoch: key / 100_000_000, sequence: key % 100_000_000)
    }

    /// What D48 of a sign-on says of its epoch and the mark in it: `INSTANCE=…;EPOCH=….;NEXT=….;LWM=…`.
    var signOn: (epoch: Int, next: Int, mark: Int)? {
        guard type / 10 == 80, let text = self[48], text.count == 63,
            let epoch = Self.number(text.dropFirst(32).prefix(4)),
            let next = Self.number(text.dropFirst(42).prefix(8)),
            let mark = Self.number(text.suffix(8))
        else { return nil }
        return (epoch, next, mark)
    }

    /// D60's mark.
    var mark: Int? {
        self[60].flatMap { $0.count == 12 ? Self.number($0.suffix(8)) : nil }
    }

    /// D95's amount.
    var actualAmount: Int? {
        self[95].flatMap { Self.number($0.prefix(12)) }
    }

    /// Equal for all repeats of a request, and for nothing else; of a reversal only what counts as its content.
    var content: UInt64 {
        if part == .reversal { return digest(ofFields: [3, 4, 90, 95]) }
        return digest { $0 != 60 && $0 != 64 && $0 != 128 }
    }

    /// Equal for all answers that say the same of the money.
    var business: UInt64 {
        let isReversal = part == .reversal
        let isReplay = text(63) == "REPLAY"
        return digest {
            $0 != 64 && $0 != 128 && !($0 == 63 && isReplay) && !($0 == 7 && isReversal)
        }
    }

    private func digest(ofFields fields: [Int]) -> UInt64 {
        digest { fields.contains($0) }
    }

    private func digest(_ isWanted: (Int) -> Bool) -> UInt64 {
        var hash = UInt64(type / 10)
        for place in places where isWanted(Int(place.field)) {
            hash = fnv(
                bytes[place.range], (hash ^ UInt64(place.field)) &* 0x0000_0100_0000_01B3)
        }
        return hash
    }
}

/// `0200 0001·00000008 0000000500.00 …`, for a trace.
func text(of frame: [UInt8]) -> String {
    guard let message = SeenMessage(frame) else { return "\(frame.count) bytes of no message" }
    let digits = String(message.type)
    var text = String(repeating: "0", count: 4 - digits.count) + digits
    if let key = message.key { text += " \(key)" }
    if message[41] == nil { text += " (no terminal)" }
    for (field, name) in [(3, "D3"), (4, "D4"), (39, "D39"), (48, "D48"), (60, "D60"), (63, "D63")]
    {
        if let content = message.text(field) { text += " \(name)=\(content)" }
    }
    if let actual = message.actualAmount { text += " D95=\(actual)" }
    return text
}
