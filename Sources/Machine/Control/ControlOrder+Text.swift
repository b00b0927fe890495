internal import CashMachine
internal import LinkFaults
internal import TextGrid

/// The one text form of an order: what `atm fault set` takes and the control socket carries.
///
///     loss request 50            loss answer 60             latency 300ms
///     drop next request          duplicate next answer      delay next request 2s
///     reorder next request       corrupt next answer
///     cut                        mend                       partition request | answer | both
///     kill bank                  kill bank at after-commit  hold bank         start bank
///     kill machine               kill machine at approved
///     jam-before-presentation    printer-out standing       clear printer-out clear
///     hold machine               start machine
///     workload on                workload off
///     lesson 3                   stop lesson
///     press enter                type 1357
extension ControlOrder: CustomStringConvertible {
    /// The text without what may be a PIN: for logs and displays.
    package var description: String {
        guard mayHoldAPIN else { return text }
        return if case .type = self { "type ****" } else { "press *" }
    }

    /// Whole, also what is typed: for the socket alone.
    package var text: String {
        switch self {
        case .loss(let direction, let percent): "loss \(direction.word) \(percent)"
        case .next(let direction, let strike): strike.text(direction)
        case .latency(let wait): "latency \(wait.text)"
        case .line(let condition): condition.text
        case .killBank(nil): "kill bank"
        case .killBank(let point?): "kill bank at \(point.rawValue)"
        case .holdBank: "hold bank"
        case .startBank: "start bank"
        case .killMachine(nil): "kill machine"
        case .killMachine(let point?): "kill machine at \(point.rawValue)"
        case .holdMachine: "hold machine"
        case .startMachine: "start machine"
        case .device(let fault, let isStanding): fault.name + (isStanding ? " standing" : "")
        case .clearDevice(let fault): "clear \(fault.name)"
        case .workload(let isOn): isOn ? "workload on" : "workload off"
        case .lesson(let number): "lesson \(number)"
        case .stopLesson: "stop lesson"
        case .press(let key): "press \(key.word ?? "nothing")"
        case .type(let characters): "type \(characters)"
        case .clear: "clear"
        }
    }

    /// Reads an order.
    ///
    /// - Parameter text: As `text` writes it; words are parted by any number of spaces.
    /// - Throws: `ControlError` with a sentence for whoever wrote it.
    package init(parsing text: String) throws(ControlError) {
        // What is typed keeps its spaces.
        if let characters = text.drop(while: { $0 == " " }).dropPrefix("type ") {
            self = .type(try Self.typed(characters))
            return
        }
        var words = Words(text)
        self = try Self.read(&words)
        guard words.isEmpty else { throw words.unexpected() }
    }

    private static func read(_ words: inout Words) throws(ControlError) -> ControlOrder {
        let verb = try words.next("an order")
        switch verb {
        case "loss": return .loss(try words.direction(), percent: try words.percent())
        case "drop", "duplicate", "delay", "reorder", "corrupt": return try next(verb, &words)
        case "latency": return .latency(try words.duration())
        case "cut": return .line(.cut)
        case "mend": return .line(.whole)
        case "partition": return .line(.partitioned(try words.directions()))
        case "kill": return try kill(&words)
        case "hold", "start": return try holdOrStart(verb, &words)
        case "lesson": return .lesson(try words.count())
        case "stop":
            try words.expect("lesson")
            return .stopLesson
        case "workload": return .workload(isOn: try words.isOn())
        case "press": return .press(try words.key())
        case "clear":
            guard let name = words.nextIfAny() else { return .clear }
            return .clearDevice(try DeviceFault(named: name))
        default:
            let fault = try DeviceFault(named: verb)
            return .device(fault, isStanding: words.take("standing"))
        }
    }

    private static func next(
        _ verb: String, _ words: inout Words
    ) throws(ControlError) -> ControlOrder {
        try words.expect("next")
        let direction = try words.direction()
        let strike: Strike
        switch verb {
        case "drop": strike = .drop
        case "duplicate": strike = .duplicate
        case "reorder": strike = .reorder
        case "corrupt": strike = .corrupt
        default: strike = .delay(try words.duration())
        }
        return .next(direction, strike)
    }

    private static func holdOrStart(
        _ verb: String, _ words: inout Words
    ) throws(ControlError) -> ControlOrder {
        switch try words.next("bank or machine") {
        case "bank": return verb == "hold" ? .holdBank : .startBank
        case "machine": return verb == "hold" ? .holdMachine : .startMachine
        case let other: throw ControlError("\"\(other)\" is neither bank nor machine.")
        }
    }

    private static func kill(_ words: inout Words) throws(ControlError) -> ControlOrder {
        switch try words.next("bank or machine") {
        case "bank":
            guard words.take("at") else { return .killBank(at: nil) }
            return .killBank(at: try words.oneOf(BankPoint.self))
        case "machine":
            guard words.take("at") else { return .killMachine(at: nil) }
            return .killMachine(at: try words.oneOf(JournalPoint.self))
        case let other:
            throw ControlError("\"\(other)\" cannot be killed; write bank or machine.")
        }
    }

    private static func typed(_ characters: Substring) throws(ControlError) -> String {
        guard !characters.isEmpty, characters.count <= 64,
            characters.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { throw ControlError("type takes 1 to 64 printable ASCII characters.") }
        return String(characters)
    }
}

/// Why an order could not be read or carried out; a sentence for whoever gave it.
package struct ControlError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

extension Substring {
    fileprivate func dropPrefix(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
