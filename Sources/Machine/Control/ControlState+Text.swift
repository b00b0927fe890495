internal import CashMachine
internal import LinkFaults

/// The one text form of a state: its orders, parted by `; `, the strikes with their numbers.
///
///     ordered 7; loss request 50; drop next answer #7; kill bank at after-commit
extension ControlState {
    package var text: String {
        let numbers = LinkFaults.Direction.allCases.flatMap { armed[$0].map(\.number) }
        var strikes = numbers[...]
        let body = orders.map { order in
            guard case .next = order, let number = strikes.popFirst() else { return order.text }
            return "\(order.text) #\(number)"
        }
        return (["ordered \(strikesOrdered)"] + body).joined(separator: "; ")
    }

    /// Reads what `text` wrote.
    ///
    /// - Throws: `ControlError` for what no state's text is.
    package init(parsing text: String) throws(ControlError) {
        self.init()
        for part in text.split(separator: ";") { try read(String(part)) }
    }

    private mutating func read(_ part: String) throws(ControlError) {
        let words = part.split(separator: " ")
        if words.first == "ordered" {
            strikesOrdered = try Self.number(words.dropFirst())
            return
        }
        let mark = words.last.flatMap { $0.hasPrefix("#") ? $0.dropFirst() : nil }
        let order = try ControlOrder(
            parsing: (mark == nil ? words : words.dropLast()).joined(separator: " "))
        switch (order, mark) {
        case (.next(let direction, let strike), let mark?):
            armed[direction].append(ArmedStrike(number: try Self.number([mark]), strike))
        case (.device(let fault, let isStanding), nil):
            devices.append(ArmedDevice(fault, isStanding: isStanding))
        case (.loss, nil), (.latency, nil), (.line, nil), (.killBank(at: .some), nil),
            (.holdBank, nil), (.holdMachine, nil), (.killMachine(at: .some), nil),
            (.workload(isOn: true), nil):
            // The owner has done what is to be done.
            _ = take(order)
        case (.next, nil), (_, .some), (.killBank(at: nil), nil), (.killMachine(at: nil), nil),
            (.startBank, nil), (.startMachine, nil), (.clearDevice, nil),
            (.workload(isOn: false), nil), (.lesson, nil), (.stopLesson, nil), (.press, nil),
            (.type, nil), (.clear, nil):
            throw ControlError("\"\(order)\" is not part of a state.")
        }
    }

    private static func number(_ words: some Collection<Substring>) throws(ControlError) -> Int {
        guard words.count == 1, let word = words.first, let number = Int(word), number >= 0 else {
            throw ControlError("a state's strikes are numbered.")
        }
        return number
    }
}
