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
