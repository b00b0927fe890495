package import ISO8583

extension MessageType {
    /// 0800; its repeat 0801 is only a sign-on's.
    static let networkRequest = MessageType(number: 800)

    var isKeyedRequest: Bool { ExchangeID.Kind(requestType: self) != nil }

    /// 0800 or 0801.
    var isNetworkRequest: Bool {
        self == .networkRequest || self == .networkRequest.repeated
    }
}

extension ExchangeID.Kind {
    /// The type of the first transmission.
    var requestType: MessageType {
        switch self {
        case .inquiry: MessageType(number: 100)
        case .financial: MessageType(number: 200)
        case .advice: MessageType(number: 220)
        case .reversal: MessageType(number: 420)
        case .reconciliation: MessageType(number: 500)
        case .administrative: MessageType(number: 600)
        }
    }

    var answerType: MessageType { requestType.answer }

    /// - Returns: `nil` unless `type` is that of a keyed message or of its repeat.
    package init?(requestType type: MessageType) {
        guard
            let kind = Self.allCases.first(where: {
                $0.requestType == type || $0.requestType.repeated == type
            })
        else { return nil }
        self = kind
    }

    package init?(answerType type: MessageType) {
        guard let kind = Self.allCases.first(where: { $0.answerType == type }) else { return nil }
        self = kind
    }
}
