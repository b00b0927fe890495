/// Bytes that are no message at all: the receiver closes the connection.
///
/// What a field's characters mean is not structure: letters in a number are the reader's to refuse.
package enum StructureError: Error, Hashable, Sendable {
    /// The frame is shorter than a type and a bit map, or longer than any message.
    case frameLength(Int)
    /// A byte outside 0x20...0x7E, at this offset of the frame.
    case unprintable(byte: UInt8, offset: Int)
    case typeNotDigits
    /// The first or second bit map is not 16 upper-case hexadecimal digits.
    case bitMapNotHexadecimal
    /// Bit 1 announces a second bit map, and that one is empty.
    case secondBitMapEmpty
    /// A bit is set for a data element that `FieldTable` does not define.
    case undefinedField(Int)
    /// The frame ends inside this data element.
    case truncated(field: Int)
    /// The prefix of a variable data element is not two or three digits.
    case lengthNotDigits(field: Int)
    /// The prefix of a variable data element says 0 or more than the element may hold.
    case lengthOutOfRange(field: Int, length: Int)
    /// So many bytes follow the last data element.
    case leftOver(Int)
}

extension StructureError: CustomStringConvertible {
    /// One sentence for the log; nothing of the message's content is in it.
    package var description: String {
        switch self {
        case .frameLength(let length):
            "A message of \(length) bytes cannot be: it has \(Message.lengths.lowerBound) to "
                + "\(Message.lengths.upperBound)."
        case .unprintable(let byte, let offset):
            "Byte \(byte) at offset \(offset) is not printable ASCII."
        case .typeNotDigits:
            "The message type is not four digits."
        case .bitMapNotHexadecimal:
            "A bit map is not 16 upper-case hexadecimal digits."
        case .secondBitMapEmpty:
            "Bit 1 announces a second bit map, but that one is empty."
        case .undefinedField(let field):
            "Data element \(field) is not defined."
        case .truncated(let field):
            "The message ends inside data element \(field)."
        case .lengthNotDigits(let field):
            "The length of data element \(field) is not a number."
        case .lengthOutOfRange(let field, let length):
            "Data element \(field) cannot have \(length) characters."
        case .leftOver(let count):
            "\(count) bytes follow the last data element."
        }
    }
}
