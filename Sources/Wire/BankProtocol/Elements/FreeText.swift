internal import ISO8583

/// D48 as plain text: 1...999 printable ASCII characters.
struct FreeText: FieldText {
    let text: String

    init(_ text: String) {
        precondition(
            Operation.canCarry(text: text),
            "data element 48 holds 1 to 999 printable ASCII characters; check with canCarry(text:)")
        self.text = text
    }

    init?(fieldText text: ArraySlice<UInt8>) {
        self.init(String(decoding: text, as: UTF8.self))
    }

    func append(to frame: inout [UInt8]) {
        frame.append(text)
    }
}

extension Operation {
    /// Whether a text service can be asked about `text`: 1...999 printable ASCII characters.
    package static func canCarry(text: String) -> Bool {
        (1...999).contains(text.utf8.count) && text.utf8.allSatisfy(\.isPrintable)
    }
}
