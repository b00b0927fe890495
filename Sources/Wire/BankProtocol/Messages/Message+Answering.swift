package import ISO8583

extension Message {
    /// The bank's 30 `FIELD-<n>` to this message, without a MAC.
    ///
    /// It echoes what every answer to this message echoes, where that is well-formed: its characters are those of its
    /// element, whatever they say.
    ///
    /// - Precondition: This is a message of a type that a terminal sends.
    package func formatError(_ error: ContentError) -> Message {
        var answer = Message(type: type.answer)
        for number in echoedFields {
            guard let text = content(of: number), number == 41 || text.allSatisfy(\.isDigit) else {
                continue
            }
            answer.set(number, to: Array(text))
        }
        answer.set(.code, to: .formatError)
        answer.set(.answerReason, to: .field(error.field))
        return answer
    }

    private var echoedFields: FieldSet {
        guard let kind = ExchangeID.Kind(requestType: type) else { return [7, 11, 41, 70] }
        let code = value(of: .processingCode)
        let type = code?.isListed(for: kind) == true ? code?.type : nil
        return FieldRules.echoed(kind, type).subtracting([39])
    }

    /// All that repeats share: everything but the last digit of the type, D60 and the MAC.
    ///
    /// It is the encoding of a message without those, so that no two contents have the same bytes.
    package func sharedContent() -> [UInt8] {
        var shared = self
        shared.type = type.firstTransmission
        shared.remove(60)
        shared.remove(64)
        shared.remove(128)
        return shared.encoded()
    }
}
