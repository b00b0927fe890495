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

    package internal(set) var fields: FieldSet
    /// Kept in step with `fields` and `places` by `Message+Building.swift`.
    var frame: [UInt8]
    /// Where the content of each element in `fields` lies, ascending.
    var places: [Place]

    struct Place {
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
