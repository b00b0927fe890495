internal import ISO8583

/// D66.
enum SettlementCode: UInt8, FieldText {
    case inBalance = 1
    case outOfBalance = 2

    init?(fieldText text: ArraySlice<UInt8>) {
        guard let code = text.decimal else { return nil }
        self.init(rawValue: UInt8(code))
    }

    func append(to frame: inout [UInt8]) {
        frame.append(decimal: UInt64(rawValue), digits: 1)
    }
}
