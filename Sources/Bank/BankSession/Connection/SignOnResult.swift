package import BankProtocol

/// How a connection's sign-on ended; every later sign-on on it hears the same.
package enum SignOnResult: Hashable, Sendable {
    case granted(EpochGrant)
    case refused(ResponseCode, AnswerReason?)

    /// The answer with the request's own D7 and D11.
    package func answer(to request: NetworkRequest) -> NetworkAnswer {
        switch self {
        case .granted(let grant):
            NetworkAnswer(
                terminal: request.terminal, stan: request.stan, transmitted: request.transmitted,
                code: .approved, operation: .signOn(grant))
        case .refused(let code, let reason):
            NetworkAnswer(to: request, code, reason)
        }
    }
}

extension NetworkAnswer {
    /// An answer that grants nothing.
    package init(
        to request: NetworkRequest, _ code: ResponseCode, _ reason: AnswerReason? = nil
    ) {
        let operation: Operation =
            switch request.operation {
            case .signOn: .signOn(nil)
            case .signOff: .signOff
            case .echo: .echo
            }
        self.init(
            terminal: request.terminal, stan: request.stan, transmitted: request.transmitted,
            code: code, reason: reason, operation: operation)
    }
}
