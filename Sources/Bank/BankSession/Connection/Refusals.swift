package import BankProtocol

extension BankMessage {
    /// A refusal that the connection itself gives, whatever was asked.
    package init(to message: TerminalMessage, _ code: ResponseCode, _ reason: AnswerReason) {
        switch message {
        case .keyed(let transmission):
            self = .keyed(Answer(to: transmission.request, code, reason))
        case .network(let request, _):
            self = .network(NetworkAnswer(to: request, code, reason))
        }
    }
}
