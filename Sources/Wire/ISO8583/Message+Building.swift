extension Message {
    /// Puts data element `number` into the message, in place of what it held.
    ///
    /// Elements set in ascending order are appended; others are moved to their place.
    ///
    /// `write` appends the element's characters, without length prefix, and leaves what was there before.
    ///
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
        for _ in 0..<format.prefixLength { frame.append(UInt8(ascii: "0")) }
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
