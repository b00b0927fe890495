package import CashMachine
package import LinkFaults
internal import Spelling
internal import TextGrid

/// The words of an order, read from the left.
struct Words {
    private var words: ArraySlice<Substring>

    init(_ text: String) {
        words = text.split(separator: " ")[...]
    }

    var isEmpty: Bool { words.isEmpty }

    /// Takes the next word if it is this one.
    mutating func take(_ word: String) -> Bool {
        guard words.first.map(String.init) == word else { return false }
        words.removeFirst()
        return true
    }

    mutating func nextIfAny() -> String? {
        words.popFirst().map(String.init)
    }

    mutating func next(_ wanted: String) throws(ControlError) -> String {
        guard let word = nextIfAny() else {
            throw ControlError("the order ends where \(wanted) should stand.")
        }
        return word
    }

    mutating func expect(_ word: String) throws(ControlError) {
        let found = try next("\"\(word)\"")
        guard found == word else {
            throw ControlError("\"\(found)\" stands where \"\(word)\" should.")
        }
    }

    func unexpected() -> ControlError {
        ControlError("\"\(words.joined(separator: " "))\" is more than the order takes.")
    }

    mutating func direction() throws(ControlError) -> LinkFaults.Direction {
        try direction(of: "request or answer")
    }

    mutating func directions() throws(ControlError) -> Set<LinkFaults.Direction> {
        if take("both") { return Set(LinkFaults.Direction.allCases) }
        return [try direction(of: "request, answer or both")]
    }

    private mutating func direction(
        of choice: String
    ) throws(ControlError) -> LinkFaults.Direction {
        let word = try next(choice)
        guard let direction = LinkFaults.Direction.allCases.first(where: { $0.word == word }) else {
            throw ControlError("\"\(word)\" is no direction; write \(choice).")
        }
        return direction
    }

    mutating func isOn() throws(ControlError) -> Bool {
        let word = try next("on or off")
        switch word {
        case "on": return true
        case "off": return false
        default: throw ControlError("\"\(word)\" stands where on or off should.")
        }
    }

    mutating func percent() throws(ControlError) -> Int {
        let word = try next("a percentage")
        guard let percent = Int(word), (0...100).contains(percent) else {
            throw ControlError("\"\(word)\" is no loss; write 0 to 100, in percent.")
        }
        return percent
    }

    mutating func duration() throws(ControlError) -> Duration {
        let word = try next("a time")
        guard let duration = Duration(text: word) else {
            throw ControlError("\"\(word)\" is no time; write 300ms or 2s, ten minutes at most.")
        }
        return duration
    }

    mutating func key() throws(ControlError) -> Key {
        let word = try next("a key")
        guard let key = Key(word: word) else {
            throw ControlError(
                "there is no key \"\(word)\"; write a letter, or one of \(Key.words.joined(separator: ", "))."
            )
        }
        return key
    }

    mutating func oneOf<Point: RawRepresentable<String> & CaseIterable>(
        _ points: Point.Type
    ) throws(ControlError) -> Point {
        let names = Point.allCases.map(\.rawValue)
        let word = try next("one of \(names.joined(separator: ", "))")
        guard let point = Point(rawValue: word) else {
            throw ControlError(
                "there is no point \"\(word)\"; write one of \(names.joined(separator: ", ")).")
        }
        return point
    }
}

extension DeviceFault {
    /// - Throws: A sentence that names the nearest fault.
    package init(named name: String) throws(ControlError) {
        if let fault = DeviceFault(name: name) {
            self = fault
            return
        }
        throw ControlError(
            "there is no fault \"\(name)\".\(Nearest.question(name, among: Self.all.map(\.name)))"
                + " `atm fault list --all` tells what there is.")
    }
}

extension LinkFaults.Direction {
    /// What goes that way.
    package var word: String {
        switch self {
        case .toBank: "request"
        case .fromBank: "answer"
        }
    }
}

extension LinkFaults.Condition {
    var text: String {
        switch self {
        case .whole: "mend"
        case .cut: "cut"
        case .partitioned([]): "mend"
        case .partitioned(let directions):
            "partition "
                + (directions.count == 1 ? directions.map(\.word).joined() : "both")
        }
    }
}

extension Strike {
    func text(_ direction: LinkFaults.Direction) -> String {
        switch self {
        case .drop: "drop next \(direction.word)"
        case .duplicate: "duplicate next \(direction.word)"
        case .delay(let wait): "delay next \(direction.word) \(wait.text)"
        case .reorder: "reorder next \(direction.word)"
        case .corrupt: "corrupt next \(direction.word)"
        }
    }
}

extension Duration {
    /// To the millisecond: `300ms`, `2s`.
    package var text: String {
        let milliseconds = Int64((self / .milliseconds(1)).rounded())
        return milliseconds.isMultiple(of: 1000) ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
    }

    /// Up to ten minutes.
    init?(text: String) {
        let unit = text.hasSuffix("ms") ? "ms" : "s"
        guard text.hasSuffix(unit), let number = Int64(text.dropLast(unit.count)),
            (0...600_000).contains(number)
        else { return nil }
        self = unit == "ms" ? .milliseconds(number) : .seconds(number)
        guard self <= .seconds(600) else { return nil }
    }
}
