/// 0800: a message about the connection itself. It has no key; D11 names it.
package struct NetworkRequest: Hashable, Sendable {
    package enum Operation: Hashable, Sendable {
        /// 001; may be repeated as 0801.
        case signOn(SignOn)
        /// 002.
        case signOff
        /// 301, with the mark of the connection's epoch.
        case echo(mark: SequenceNumber)
    }

    package var terminal: TerminalID
    package var stan: STAN
    package var transmitted: TransmissionTime
    package var operation: Operation

    package init(
        terminal: TerminalID, stan: STAN, transmitted: TransmissionTime, operation: Operation
    ) {
        self.terminal = terminal
        self.stan = stan
        self.transmitted = transmitted
        self.operation = operation
    }
}

/// 0810.
package struct NetworkAnswer: Hashable, Sendable {
    package enum Operation: Hashable, Sendable {
        /// `nil` when refused.
        case signOn(EpochGrant?)
        case signOff
        case echo
    }

    package var terminal: TerminalID
    package var stan: STAN
    package var transmitted: TransmissionTime
    package var code: ResponseCode
    package var reason: AnswerReason?
    package var operation: Operation

    package init(
        terminal: TerminalID, stan: STAN, transmitted: TransmissionTime, code: ResponseCode,
        reason: AnswerReason? = nil, operation: Operation
    ) {
        self.terminal = terminal
        self.stan = stan
        self.transmitted = transmitted
        self.code = code
        self.reason = reason
        self.operation = operation
    }
}

/// D48 of a sign-on: what the journal says of itself.
package struct SignOn: Hashable, Sendable {
    package var instance: InstanceID
    package var epoch: Epoch
    /// The lowest sequence never used.
    package var next: SequenceNumber
    package var mark: SequenceNumber

    package init(instance: InstanceID, epoch: Epoch, next: SequenceNumber, mark: SequenceNumber) {
        self.instance = instance
        self.epoch = epoch
        self.next = next
        self.mark = mark
    }
}

/// D48 of the answer: the epoch to use, and the highest sequence that the bank has seen in it.
package struct EpochGrant: Hashable, Sendable {
    package var epoch: Epoch
    package var seen: SequenceNumber

    package init(epoch: Epoch, seen: SequenceNumber) {
        self.epoch = epoch
        self.seen = seen
    }
}
