package import ISO8583

/// What a bank sends.
package enum BankMessage: Hashable, Sendable {
    case keyed(Answer)
    case network(NetworkAnswer)
}

extension BankMessage {
    /// The message without a MAC.
    ///
    /// - Precondition: Every value fits its data element: amounts of at most twelve digits, at most six balances and
    ///   ten statement entries, a text of 1...999 printable ASCII characters.
    package func message() -> Message {
        switch self {
        case .keyed(let answer): answer.message()
        case .network(let answer): answer.message()
        }
    }

    /// Reads a message that a terminal received. Whether its MAC is right is not looked at.
    ///
    /// - Throws: `ProtocolError.unknownType` and `.noTerminal`; `.content` with the lowest data element that breaks
    ///   the rules of `protocol.md` §2 and §3. Such an answer cannot be used.
    package init(_ message: Message) throws(ProtocolError) {
        let type = message.type
        let kind = ExchangeID.Kind(answerType: type)
        guard kind != nil || type == .networkRequest.answer else { throw .unknownType(type) }
        guard let terminal = message.terminal else { throw .noTerminal }
        do throws(ContentError) {
            if let kind {
                self = .keyed(try Answer(message, kind, to: terminal))
            } else {
                self = .network(try NetworkAnswer(message, to: terminal))
            }
        } catch {
            throw .content(error)
        }
    }
}
