/// D60.
struct LowWaterMark: FieldText {
    let sequence: SequenceNumber

    init(_ sequence: SequenceNumber) {
        self.sequence = sequence
    }

    init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard cursor.expect("LWM=") != nil, let sequence = cursor.sequence(), cursor.isAtEnd else {
            return nil
        }
        self.init(sequence)
    }

    func append(to frame: inout [UInt8]) {
        frame.append("LWM=")
        frame.append(sequence)
    }
}
