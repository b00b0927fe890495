package import ISO8583

/// Content against the rules of `protocol.md` §2–3: answered with 30 and `FIELD-<n>`.
package struct ContentError: Error, Hashable, Sendable {
    /// The lowest data element that is wrong, missing or superfluous.
    package var field: Int

    package init(field: Int) {
        self.field = field
    }
}

/// What a terminal sends.
package enum TerminalMessage: Hashable, Sendable {
    case keyed(Transmission)
    case network(NetworkRequest, isRepeat: Bool)
}

/// What a bank sends.
package enum BankMessage: Hashable, Sendable {
    case keyed(Answer)
    case network(NetworkAnswer)
}

extension TerminalMessage {
    /// The message without a MAC.
    package func message() -> Message { fatalError("wire helper") }
    package init(_ message: Message) throws(ContentError) { fatalError("wire helper") }
}

extension BankMessage {
    package func message() -> Message { fatalError("wire helper") }
    package init(_ message: Message) throws(ContentError) { fatalError("wire helper") }
}

extension Message {
    /// The bank's 30 `FIELD-<n>` to this message, echoing only its well-formed fields.
    package func formatError(_ error: ContentError) -> Message { fatalError("wire helper") }
    /// All that repeats share: everything but the last digit of the type, D60 and the MAC.
    package func sharedContent() -> [UInt8] { fatalError("wire helper") }
}
