internal import BankProtocol

extension Money {
    /// `25,000.00`, `-1.50`.
    var grouped: String {
        let digits = String(minorUnits.magnitude / 100)
        var whole = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { whole.append(",") }
            whole.append(digit)
        }
        let minor = minorUnits.magnitude % 100
        return "\(minorUnits < 0 ? "-" : "")\(whole).\(minor < 10 ? "0" : "")\(minor)"
    }

    /// What a clerk types: `25000`, `25,000.00`; zero or more, at most what the wire can say.
    init?(typed text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let first = parts.first else { return nil }
        let whole = first.filter { $0 != "," }
        let minor = parts.count == 2 ? parts[1] : "00"
        guard (1...10).contains(whole.count), minor.count == 2,
            (whole + minor).allSatisfy({ $0.isASCII && $0.isNumber }),
            let units = Int64(whole + minor)
        else { return nil }
        self.init(minorUnits: units)
    }
}
