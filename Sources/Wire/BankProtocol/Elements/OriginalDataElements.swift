internal import ISO8583

/// D90: names the original by type, STAN and D7; the two institutions are zeros, since there is one bank.
struct OriginalDataElements: FieldText {
    let stan: STAN
    let transmitted: TransmissionTime

    init(stan: STAN, transmitted: TransmissionTime) {
        self.stan = stan
        self.transmitted = transmitted
    }

    /// Only a 0200 can be reversed or advised of, and it is named by its first transmission.
    init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard cursor.expect("0200") != nil,
            let stan = cursor.take(6).flatMap(STAN.init(fieldText:)),
            let transmitted = cursor.take(10).flatMap(TransmissionTime.init(fieldText:)),
            cursor.expect("0000000000000000000000") != nil, cursor.isAtEnd
        else { return nil }
        self.init(stan: stan, transmitted: transmitted)
    }

    func append(to frame: inout [UInt8]) {
        frame.append("0200")
        stan.append(to: &frame)
        transmitted.append(to: &frame)
        frame.append("0000000000000000000000")
    }
}
