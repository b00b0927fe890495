package import BankProtocol

extension Language {
    /// `150,000`, in Bangla `১,৫০,০০০`; poisha cut off.
    package func whole(_ money: Money) -> String {
        (money.minorUnits < 0 ? "-" : "") + digits(grouped(money.minorUnits.magnitude / 100))
    }

    /// `3,700.00`.
    package func exact(_ money: Money) -> String {
        whole(money) + "." + digits(twoDigits(Int(money.minorUnits.magnitude % 100)))
    }

    /// A number of things, or a kind of note: `1000`, without groups.
    package func count(_ number: Int) -> String { digits(String(number)) }

    /// The same with this language's own digits.
    package func digits(_ text: String) -> String {
        switch self {
        case .english: text
        case .bangla: String(String.UnicodeScalarView(text.unicodeScalars.map(Self.banglaDigit)))
        }
    }

    private static func banglaDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard ("0"..."9").contains(scalar) else { return scalar }
        return Unicode.Scalar(0x09E6 + scalar.value - 0x30) ?? scalar
    }

    /// By thousands; in Bangla by lakhs and crores: three digits at the end, two before.
    private func grouped(_ number: UInt64) -> String {
        var text = ""
        for (place, digit) in String(number).reversed().enumerated() {
            if beginsGroup(place) { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    private func beginsGroup(_ place: Int) -> Bool {
        switch self {
        case .english: place > 0 && place.isMultiple(of: 3)
        case .bangla: place >= 3 && !place.isMultiple(of: 2)
        }
    }
}
