internal import ISO8583

/// D70.
enum NetworkCode: UInt16, FieldText {
    case signOn = 1
    case signOff = 2
    case echo = 301

    init?(fieldText text: ArraySlice<UInt8>) {
        guard let code = text.decimal else { return nil }
        self.init(rawValue: UInt16(code))
    }

    func append(to frame: inout [UInt8]) {
        frame.append(decimal: UInt64(rawValue), digits: 3)
    }
}
