package import BankProtocol
package import LedgerStore

/// Decides what a message may do on one connection: sign-on comes first, a fenced journal may only tell what is owed.
///
/// Does no I/O: each event is a method call whose return value says what to do.
package struct ConnectionStateMachine: Equatable {
    package enum State: Equatable {
        /// No sign-on yet; may become `signingOn`.
        case unsigned
        /// The sign-on is being decided; may become `signedOn`, or `unsigned` when it could not be.
        case signingOn(SignOn)
        /// May become `signedOff`. `raised` is the highest mark that an echo of this connection has raised.
        case signedOn(SignOnResult, raised: SequenceNumber)
        /// May become `signedOn` again, with the connection's first answer.
        case signedOff(SignOnResult, raised: SequenceNumber)
    }

    package private(set) var state = State.unsigned

    package init() {}

    package enum OnReceived: Equatable {
        /// Hand the request to the writer.
        case decide(Transmission)
        /// Hand the sign-on to the writer, and keep the request for its answer.
        case signOn(SignOn, NetworkRequest)
        /// Keep the request: the answer of the sign-on that is being decided is its answer too.
        case joinSignOn(NetworkRequest)
        /// Have the mark raised, then answer.
        case raiseMark(SequenceNumber, in: Epoch, echo: NetworkRequest)
        /// Answer at once.
        case answer(BankMessage)
    }

    package mutating func received(_ message: TerminalMessage) -> OnReceived {
        switch message {
        case .keyed(let transmission): receivedKeyed(transmission)
        case .network(let request, _): receivedNetwork(request)
        }
    }

    /// The writer has decided the sign-on.
    ///
    /// - Returns: What all the sign-ons that waited are answered with.
    package mutating func signOnDecided(_ decision: SignOnDecision) -> SignOnResult {
        guard case .signingOn = state else {
            preconditionFailure("a sign-on was decided that nobody asked for")
        }
        switch decision {
        case .granted(let grant):
            // The sign-on may have raised no mark, on a full disk or with an offer; an echo that brings no news is cheap.
            state = .signedOn(.granted(grant), raised: .none)
            return .granted(grant)
        case .fenced:
            state = .signedOn(.refused(.notPermittedToTerminal, .fenced), raised: .none)
            return .refused(.notPermittedToTerminal, .fenced)
        case .unknownTerminal:
            state = .unsigned
            return .refused(.notPermittedToTerminal, .terminalUnknown)
        case .postponed(let code, let reason):
            state = .unsigned
            return .refused(code, reason)
        }
    }

    /// The writer had no room for the sign-on: it counts as never asked.
    package mutating func signOnOverloaded() {
        state = .unsigned
    }

    /// The writer has raised the mark as an echo said.
    package mutating func markRaised(to mark: SequenceNumber) {
        switch state {
        case .signedOn(let result, let raised):
            state = .signedOn(result, raised: max(raised, mark))
        case .signedOff(let result, let raised):
            state = .signedOff(result, raised: max(raised, mark))
        case .unsigned, .signingOn:
            preconditionFailure("a mark was raised on a connection that never signed on")
        }
    }

    private func receivedKeyed(_ transmission: Transmission) -> OnReceived {
        switch state {
        case .signedOn(.granted, _):
            .decide(transmission)
        case .signedOn(.refused(let code, let reason), _):
            transmission.request.exchange.kind.isOriginal
                ? .answer(.keyed(Answer(to: transmission.request, code, reason)))
                : .decide(transmission)
        case .unsigned, .signingOn, .signedOff:
            .answer(
                .keyed(Answer(to: transmission.request, .notPermittedToTerminal, .signOnFirst)))
        }
    }

    private mutating func receivedNetwork(_ request: NetworkRequest) -> OnReceived {
        switch (request.operation, state) {
        case (.signOn(let signOn), .unsigned):
            state = .signingOn(signOn)
            return .signOn(signOn, request)
        case (.signOn, .signingOn):
            return .joinSignOn(request)
        case (.signOn, .signedOn(let result, _)):
            return .answer(.network(result.answer(to: request)))
        case (.signOn, .signedOff(let result, let raised)):
            state = .signedOn(result, raised: raised)
            return .answer(.network(result.answer(to: request)))
        case (.echo(let mark), .signedOn(let result, let raised)):
            return receivedEcho(request, mark, result, raised)
        case (.signOff, .signedOn(let result, let raised)):
            state = .signedOff(result, raised: raised)
            return .answer(.network(NetworkAnswer(to: request, .approved)))
        case (.echo, .unsigned), (.echo, .signingOn), (.echo, .signedOff),
            (.signOff, .unsigned), (.signOff, .signingOn), (.signOff, .signedOff):
            return .answer(
                .network(NetworkAnswer(to: request, .notPermittedToTerminal, .signOnFirst)))
        }
    }

    /// An echo speaks of the connection's epoch; most bring no news, and cost no commit.
    private func receivedEcho(
        _ request: NetworkRequest, _ mark: SequenceNumber, _ result: SignOnResult,
        _ raised: SequenceNumber
    ) -> OnReceived {
        guard case .granted(let grant) = result, mark > raised else {
            return .answer(.network(NetworkAnswer(to: request, .approved)))
        }
        return .raiseMark(mark, in: grant.epoch, echo: request)
    }
}
