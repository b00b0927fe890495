internal import BankProtocol
internal import CashMachine

extension LessonOutcome {
    /// With the key first, where there is one: `Ref 000008, executed once, …`.
    package var sentence: String {
        (key.map { ["Ref \(Reference($0).text)"] } ?? []).appending(text).joined(separator: ", ")
    }

    /// A line of the list: `PASS   3 answer lost … Ref 000008, executed once, …`.
    package var line: String {
        let padding = String(repeating: " ", count: number < 10 ? 1 : 0)
        return "\(isPassed ? "PASS" : "FAIL")  \(padding)\(number) \(title) … \(sentence)"
    }
}

extension [String] {
    fileprivate func appending(_ text: String) -> [String] { self + [text] }
}
