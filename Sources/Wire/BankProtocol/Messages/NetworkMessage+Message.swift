internal import ISO8583

extension NetworkRequest {
    func message(isRepeat: Bool) -> Message {
        let type = MessageType.networkRequest
        var message = Message(type: isRepeat ? type.repeated : type)
        message.set(.transmitted, to: transmitted)
        message.set(.stan, to: stan)
        message.set(.terminal, to: terminal)
        switch operation {
        case .signOn(let signOn):
            message.set(.signOn, to: signOn)
            message.set(.networkCode, to: .signOn)
        case .signOff:
            message.set(.networkCode, to: .signOff)
        case .echo(let mark):
            message.set(.mark, to: LowWaterMark(mark))
            message.set(.networkCode, to: .echo)
        }
        return message
    }

    /// Only a sign-on may be a repeat.
    init(_ message: Message, from terminal: TerminalID) throws(ContentError) {
        let code = message.value(of: .networkCode)
        var fields = FieldReader(message, .networkRequest(code))
        _ = fields.read(.networkCode)
        fields.require(code == .signOn || !message.type.isRepeat, .networkCode)
        let (transmitted, stan) = (fields.read(.transmitted), fields.read(.stan))
        let operation = code.flatMap { Operation(&fields, $0) }
        guard let transmitted, let stan, let operation else {
            self = try fields.finish(nil)
            return
        }
        self = try fields.finish(
            NetworkRequest(
                terminal: terminal, stan: stan, transmitted: transmitted, operation: operation))
    }
}

extension NetworkRequest.Operation {
    fileprivate init?(_ fields: inout FieldReader, _ code: NetworkCode) {
        switch code {
        case .signOn:
            guard let signOn = fields.read(.signOn) else { return nil }
            self = .signOn(signOn)
        case .signOff:
            self = .signOff
        case .echo:
            guard let mark = fields.read(.mark) else { return nil }
            self = .echo(mark: mark.sequence)
        }
    }
}

extension NetworkAnswer {
    func message() -> Message {
        var message = Message(type: MessageType.networkRequest.answer)
        message.set(.transmitted, to: transmitted)
        message.set(.stan, to: stan)
        message.set(.code, to: code)
        message.set(.terminal, to: terminal)
        switch operation {
        case .signOn(let grant):
            message.set(.epochGrant, to: grant)
            message.set(.answerReason, to: reason)
            message.set(.networkCode, to: .signOn)
        case .signOff:
            message.set(.answerReason, to: reason)
            message.set(.networkCode, to: .signOff)
        case .echo:
            message.set(.answerReason, to: reason)
            message.set(.networkCode, to: .echo)
        }
        return message
    }

    init(_ message: Message, to terminal: TerminalID) throws(ContentError) {
        let (network, code) = (message.value(of: .networkCode), message.value(of: .code))
        var fields = FieldReader(message, .networkAnswer(network, code))
        _ = (fields.read(.networkCode), fields.read(.code))
        let (transmitted, stan) = (fields.read(.transmitted), fields.read(.stan))
        let (reason, grant) = (fields.read(.answerReason), fields.read(.epochGrant))
        guard let transmitted, let stan, let code, let network else {
            self = try fields.finish(nil)
            return
        }
        self = try fields.finish(
            NetworkAnswer(
                terminal: terminal, stan: stan, transmitted: transmitted, code: code,
                reason: reason, operation: Operation(network, grant)))
    }
}

extension NetworkAnswer.Operation {
    fileprivate init(_ code: NetworkCode, _ grant: EpochGrant?) {
        switch code {
        case .signOn: self = .signOn(grant)
        case .signOff: self = .signOff
        case .echo: self = .echo
        }
    }
}
