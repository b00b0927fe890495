internal import ISO8583

extension Transmission {
    /// Elements are set in ascending order where that is easy, since those are appended.
    func message() -> Message {
        let operation = request.operation
        let type = operation.kind.requestType
        var message = Message(type: isRepeat ? type.repeated : type)
        message.set(.cardNumber, to: operation.card?.number)
        message.set(.processingCode, to: operation.processingCode)
        message.set(.amount, to: operation.amount)
        message.set(.transmitted, to: request.transmitted)
        message.set(.stan, to: STAN(of: request.key.sequence))
        message.set(.localTime, to: TimeOfDay(request.localTime))
        message.set(.localDate, to: DayOfYear(request.localTime))
        message.set(.expiry, to: operation.card?.expiry)
        message.set(.key, to: request.key)
        message.set(.terminal, to: request.terminal)
        operation.write(to: &message, key: request.key)
        message.set(.mark, to: LowWaterMark(mark))
        return message
    }

    init(
        _ message: Message, _ kind: ExchangeID.Kind, from terminal: TerminalID
    ) throws(ContentError) {
        let (rules, code) = try Self.rules(for: message, kind)
        var fields = FieldReader(message, rules)
        let header = Header(&fields)
        let operation = Operation(&fields, kind, code, stan: header?.stan)
        guard let header, let operation else {
            self = try fields.finish(nil)
            return
        }
        let request = KeyedRequest(
            terminal: terminal, key: header.key, transmitted: header.transmitted,
            localTime: header.localTime, operation: operation)
        self = try fields.finish(
            Transmission(request: request, isRepeat: message.type.isRepeat, mark: header.mark))
    }

    /// D3 says what else must be there, so that a wrong one is the lowest offender unless D2 is wrong already.
    private static func rules(
        for message: Message, _ kind: ExchangeID.Kind
    ) throws(ContentError) -> (FieldRules, ProcessingCode?) {
        if kind == .reconciliation { return (.dayClose, nil) }
        guard let code = message.value(of: .processingCode),
            let rules = FieldRules(requestOf: kind, code)
        else {
            let cardIsMalformed =
                message.fields.contains(2) && message.value(of: .cardNumber) == nil
            throw ContentError(field: cardIsMalformed ? 2 : 3)
        }
        return (rules, code)
    }
}

/// What every keyed message bears.
private struct Header {
    var key: RequestKey
    var stan: STAN
    var transmitted: TransmissionTime
    var localTime: LocalTime
    var mark: SequenceNumber

    init?(_ fields: inout FieldReader) {
        _ = fields.read(.processingCode)
        let transmitted = fields.read(.transmitted)
        let stan = fields.read(.stan)
        let time = fields.read(.localTime)
        let date = fields.read(.localDate)
        let key = fields.read(.key)
        let mark = fields.read(.mark)?.sequence
        if let key {
            fields.require(stan == STAN(of: key.sequence), .stan)
            fields.require(mark.map { $0 <= key.sequence } ?? true, .mark)
        }
        guard let transmitted, let stan, let time, let date, let key, let mark else { return nil }
        self.key = key
        self.stan = stan
        self.transmitted = transmitted
        self.mark = mark
        localTime = LocalTime(time, date)
    }
}
