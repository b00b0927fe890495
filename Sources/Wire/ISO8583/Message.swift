/// One ISO 8583:1987 message in its plain ASCII form: a type and the data elements that are present.
///
/// It is kept as the bytes of its frame, always complete, beside the places of its elements:
///
///     offset 0      4               20 or 36
///            | MTI  | bit map(s)    | elements, ascending  |
///            | 4 n  | 16 or 32 hex  | see `FieldTable`     |
///
/// One message has one encoding, so messages are equal when their bytes are. A message prints its type and the numbers
/// of its elements, never their content.
package struct Message: Sendable {
    /// How many bytes a message may have. The shortest is a type and one bit map.
    package static let lengths = 20...4096

    package private(set) var fields: FieldSet
    private var frame: [UInt8]
    /// Where the content of each element in `fields` lies, ascending.
    private var places: [Place]

    private struct Place {
        var start: UInt16
        var end: UInt16

        mutating func move(by distance: Int) {
            start = UInt16(Int(start) + distance)
            end = UInt16(Int(end) + distance)
        }
    }

    /// A message without any element.
    package init(type: MessageType) {
        frame = []
        frame.reserveCapacity(384)
        frame.append(decimal: UInt64(type.number), digits: 4)
        frame.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 16))
        fields = FieldSet()
        places = []
        places.reserveCapacity(20)
    }

    package var type: MessageType {
        get {
            MessageType(
                number: frame[..<4].reduce(0) { number, digit in
                    number * 10 + UInt16(digit & 0x0F)
                })
        }
        set {
            var digits: [UInt8] = []
            digits.append(decimal: UInt64(newValue.number), digits: 4)
            frame.replaceSubrange(..<4, with: digits)
        }
    }

    /// The bytes of one frame, without its length header.
    package func encoded() -> [UInt8] { frame }

    /// The characters of data element `number`, without length prefix; `nil` when absent.
    package func content(of number: Int) -> ArraySlice<UInt8>? {
        guard fields.contains(number) else { return nil }
        let place = places[fields.rank(of: number)]
        return frame[Int(place.start)..<Int(place.end)]
    }

    /// A copy of the characters of data element `number`, without length prefix; `nil` when absent.
    package func text(_ number: Int) -> [UInt8]? { content(of: number).map(Array.init) }
}

// MARK: - Parsing

extension Message {
    /// Reads one message from the bytes of one frame, whose two-byte length header is already gone.
    ///
    /// - Throws: The first offence against the structure; there is no partial message. Which characters stand in an
    ///   element, beyond being printable, is not looked at.
    /// - Complexity: O(*n*) in the length of `frame`, which is kept, not copied.
    package init(parsing frame: [UInt8]) throws(StructureError) {
        guard Self.lengths.contains(frame.count) else { throw .frameLength(frame.count) }
        if let offset = frame.firstIndex(where: { !$0.isPrintable }) {
            throw .unprintable(byte: frame[offset], offset: offset)
        }
        guard frame[..<4].allSatisfy(\.isDigit) else { throw .typeNotDigits }
        self.frame = frame
        fields = try Self.parseBitMaps(frame)
        places = try Self.locate(fields, in: frame)
    }

    private static func parseBitMaps(_ frame: [UInt8]) throws(StructureError) -> FieldSet {
        let firstMap = try parseBitMap(frame, at: 4)
        guard firstMap >> 63 == 1 else { return try defined(firstMap, 0) }
        let secondMap = try parseBitMap(frame, at: 20)
        guard secondMap != 0 else { throw .secondBitMapEmpty }
        return try defined(firstMap, secondMap)
    }

    private static func parseBitMap(
        _ frame: [UInt8], at start: Int
    ) throws(StructureError) -> UInt64 {
        guard start + 16 <= frame.count else { throw .frameLength(frame.count) }
        var map: UInt64 = 0
        for index in start..<start + 16 {
            guard let value = frame[index].hexadecimalValue else { throw .bitMapNotHexadecimal }
            map = map << 4 | UInt64(value)
        }
        return map
    }

    private static func defined(
        _ firstMap: UInt64, _ secondMap: UInt64
    ) throws(StructureError) -> FieldSet {
        let fields = FieldSet(firstMap: firstMap, secondMap: secondMap)
        if let undefined = fields.subtracting(FieldTable.defined).lowest {
            throw .undefinedField(undefined)
        }
        return fields
    }

    private static func locate(
        _ fields: FieldSet, in frame: [UInt8]
    ) throws(StructureError) -> [Place] {
        var places: [Place] = []
        places.reserveCapacity(fields.count + 1)
        var end = fields.needsSecondMap ? 36 : 20
        for number in fields {
            guard let format = FieldTable.format(of: number) else { throw .undefinedField(number) }
            let start = end + format.prefixLength
            guard start <= frame.count else { throw .truncated(field: number) }
            let length = try parseLength(frame[end..<start], of: number, format)
            end = start + length
            guard end <= frame.count else { throw .truncated(field: number) }
            places.append(Place(start: UInt16(start), end: UInt16(end)))
        }
        guard end == frame.count else { throw .leftOver(frame.count - end) }
        return places
    }

    private static func parseLength(
        _ prefix: ArraySlice<UInt8>, of number: Int, _ format: FieldFormat
    ) throws(StructureError) -> Int {
        if case .fixed(let length) = format.length { return length }
        var length = 0
        for digit in prefix {
            guard digit.isDigit else { throw .lengthNotDigits(field: number) }
            length = length * 10 + Int(digit & 0x0F)
        }
        guard format.lengths.contains(length) else {
            throw .lengthOutOfRange(field: number, length: length)
        }
        return length
    }
}

// MARK: - Building

extension Message {
    /// Puts data element `number` into the message, in place of what it held.
    ///
    /// Elements set in ascending order are appended; others are moved to their place.
    ///
    /// - Parameter write: Appends the element's characters, without length prefix, and leaves what was there before.
    /// - Precondition: The element is defined, and its characters and their number are what its format allows.
    package mutating func set(_ number: Int, _ write: (inout [UInt8]) -> Void) {
        guard let format = FieldTable.format(of: number) else {
            preconditionFailure("data element \(number) is not defined")
        }
        remove(number)
        if number > 64, !fields.needsSecondMap { insertSecondMap() }
        let rank = fields.rank(of: number)
        let element = append(format, write)
        precondition(
            format.allows(frame[Int(element.start)..<Int(element.end)]),
            "data element \(number) holds characters that it must not")
        if rank == places.count {
            places.append(element)
        } else {
            moveToRank(rank, element, prefixLength: format.prefixLength)
        }
        fields.insert(number)
        toggleBit(number)
    }

    package mutating func set(_ number: Int, to text: [UInt8]) {
        set(number) { $0.append(contentsOf: text) }
    }

    /// Takes data element `number` out; does nothing when it is not there.
    package mutating func remove(_ number: Int) {
        guard fields.contains(number) else { return }
        let rank = fields.rank(of: number)
        let place = places.remove(at: rank)
        let start = Int(place.start) - (FieldTable.format(of: number)?.prefixLength ?? 0)
        frame.removeSubrange(start..<Int(place.end))
        movePlaces(from: rank, by: start - Int(place.end))
        fields.remove(number)
        toggleBit(number)
        if number > 64, !fields.needsSecondMap { removeSecondMap() }
    }

    /// Writes prefix and content behind all others.
    private mutating func append(_ format: FieldFormat, _ write: (inout [UInt8]) -> Void) -> Place {
        let prefixStart = frame.count
        frame.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: format.prefixLength))
        let start = frame.count
        write(&frame)
        let length = frame.count - start
        precondition(
            format.lengths.contains(length), "an element of \(format) cannot have \(length) bytes")
        precondition(frame.count <= Self.lengths.upperBound, "a message has at most 4096 bytes")
        var rest = length
        for index in (prefixStart..<start).reversed() {
            frame[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        return Place(start: UInt16(start), end: UInt16(frame.count))
    }

    /// Moves the element that was appended last to its place among the others.
    private mutating func moveToRank(_ rank: Int, _ element: Place, prefixLength: Int) {
        let appended = Int(element.start) - prefixLength
        let start = rank == 0 ? headerLength : Int(places[rank - 1].end)
        let bytes = Array(frame[appended...])
        frame.removeSubrange(appended...)
        frame.insert(contentsOf: bytes, at: start)
        movePlaces(from: rank, by: bytes.count)
        var place = element
        place.move(by: start - appended)
        places.insert(place, at: rank)
    }

    private var headerLength: Int { fields.needsSecondMap ? 36 : 20 }

    private mutating func movePlaces(from rank: Int, by distance: Int) {
        for index in rank..<places.count { places[index].move(by: distance) }
    }

    private mutating func insertSecondMap() {
        frame.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: 16), at: 20)
        movePlaces(from: 0, by: 16)
        toggleBit(1)
    }

    private mutating func removeSecondMap() {
        frame.removeSubrange(20..<36)
        movePlaces(from: 0, by: -16)
        toggleBit(1)
    }

    private mutating func toggleBit(_ number: Int) {
        let index = 4 + (number - 1) / 4
        let value = (frame[index].hexadecimalValue ?? 0) ^ (8 >> UInt8((number - 1) % 4))
        frame[index] = UInt8(hexadecimalDigit: value)
    }
}

// MARK: - Comparing and printing

extension Message: Hashable {
    package static func == (lhs: Message, rhs: Message) -> Bool { lhs.frame == rhs.frame }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(frame)
    }
}

extension Message: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String {
        "\(type) with data elements \(fields.map(String.init).joined(separator: ", "))"
    }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
