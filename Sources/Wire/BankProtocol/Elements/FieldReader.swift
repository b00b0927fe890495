internal import ISO8583

/// Reads the elements of one message as values, and notes every element that breaks the rules.
///
/// All elements are read before the first offence is reported, because the bank names the lowest offender.
struct FieldReader {
    private let message: Message
    private var offenders: FieldSet

    init(_ message: Message, _ rules: FieldRules) {
        self.message = message
        offenders = rules.offenders(in: message)
        if let mac = message.content(of: message.macField),
            FieldTable.format(of: message.macField)?.allows(mac) != true
        {
            offenders.insert(message.macField)
        }
    }

    /// - Returns: `nil` when the element is absent or says no such value; the latter is noted.
    mutating func read<Value>(_ field: Field<Value>) -> Value? {
        guard let text = message.content(of: field.number) else { return nil }
        let value = Value(fieldText: text)
        require(value != nil, field)
        return value
    }

    mutating func require<Value>(_ holds: Bool, _ field: Field<Value>) {
        if !holds { offenders.insert(field.number) }
    }

    func contains<Value>(_ field: Field<Value>) -> Bool {
        message.fields.contains(field.number)
    }

    /// Gives `value`, what was made of the elements, if none offends; it may be `nil` only when one does.
    ///
    /// - Throws: The lowest offender.
    func finish<Value>(_ value: Value?) throws(ContentError) -> Value {
        if let lowest = offenders.lowest { throw ContentError(field: lowest) }
        guard let value else {
            preconditionFailure("a value could not be made although no data element offends")
        }
        return value
    }
}
