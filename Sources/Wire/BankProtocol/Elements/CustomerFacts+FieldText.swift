extension CustomerFacts: FieldText {
    /// Reads `NAME=…;LEFT=…;MAX=…`.
    package init?(text: String) {
        self.init(fieldText: Array(text.utf8)[...])
    }

    package init?(fieldText text: ArraySlice<UInt8>) {
        var cursor = TextCursor(text)
        guard cursor.expect("NAME=") != nil else { return nil }
        let name = String(decoding: cursor.take(upTo: UInt8(ascii: ";")), as: UTF8.self)
        guard Self.canCarry(name: name), cursor.expect("LEFT=") != nil,
            let leftToday = cursor.take(upTo: UInt8(ascii: ";")).plainMoney,
            cursor.expect("MAX=") != nil, let mostAtOnce = cursor.takeAll().plainMoney
        else { return nil }
        self.init(name: name, leftToday: leftToday, mostAtOnce: mostAtOnce)
    }

    package var text: String {
        "NAME=\(name);LEFT=\(leftToday.minorUnits);MAX=\(mostAtOnce.minorUnits)"
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(text)
    }
}
