internal import ISO8583

extension ResponseCode: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        self.init(rawValue: String(decoding: text, as: UTF8.self))
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(rawValue)
    }
}

extension AuthorisationID: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        self.init(String(decoding: text, as: UTF8.self))
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(text)
    }
}

extension ReversalReason: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        self.init(rawValue: String(decoding: text, as: UTF8.self))
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(rawValue)
    }
}

extension AdviceReason: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        self.init(rawValue: String(decoding: text, as: UTF8.self))
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(rawValue)
    }
}

extension AnswerReason: FieldText {
    package init?(fieldText text: ArraySlice<UInt8>) {
        if let plain = Self.withoutNumber.first(where: { $0.token.utf8.elementsEqual(text) }) {
            self = plain
            return
        }
        var cursor = TextCursor(text)
        let name = String(decoding: cursor.take(upTo: UInt8(ascii: "-")), as: UTF8.self)
        let number = cursor.takeAll()
        switch name {
        case "FIELD":
            guard let field = number.plainDecimal, (2...128).contains(field) else { return nil }
            self = .field(Int(field))
        case "TRIES":
            guard let tries = number.plainDecimal, tries < 10 else { return nil }
            self = .triesLeft(Int(tries))
        case "LIMIT":
            guard let amount = number.plainMoney else { return nil }
            self = .limitLeft(amount)
        default: return nil
        }
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(token)
    }

    /// As D63 says it.
    package var token: String {
        switch self {
        case .replay: "REPLAY"
        case .unknownOriginal: "UNKNOWN-ORIGINAL"
        case .keyReversed: "KEY-REVERSED"
        case .keyMismatch: "KEY-MISMATCH"
        case .keyStale: "KEY-STALE"
        case .keySettled: "KEY-SETTLED"
        case .signOnFirst: "SIGN-ON-FIRST"
        case .fenced: "FENCED"
        case .terminalUnknown: "TERMINAL-UNKNOWN"
        case .terminalDisabled: "TERMINAL-DISABLED"
        case .overloaded: "OVERLOADED"
        case .readOnly: "READ-ONLY"
        case .numberTooLarge: "NUMBER-TOO-LARGE"
        case .field(let number): "FIELD-\(number)"
        case .triesLeft(let tries): "TRIES-\(tries)"
        case .limitLeft(let amount): "LIMIT-\(amount.minorUnits)"
        }
    }

    private static let withoutNumber: [AnswerReason] = [
        .replay, .unknownOriginal, .keyReversed, .keyMismatch, .keyStale, .keySettled,
        .signOnFirst, .fenced, .terminalUnknown, .terminalDisabled, .overloaded, .readOnly,
        .numberTooLarge,
    ]
}
