/// The data elements that a message may carry, in the ASCII form of ISO 8583:1987.
///
/// D53, D55–59 and D96 are left out: independent decoders disagree on them. A bit map that names an element which is
/// not here is no structure that this codec knows.
package enum FieldTable {
    package static let defined: FieldSet = {
        var numbers = FieldSet()
        for row in rows { numbers.insert(row.number) }
        return numbers
    }()

    /// - Returns: `nil` when the element is not defined, or is no number of an element at all.
    package static func format(of number: Int) -> FieldFormat? {
        formats.indices.contains(number) ? formats[number] : nil
    }

    private static let formats: [FieldFormat?] = {
        var formats = [FieldFormat?](repeating: nil, count: 129)
        for row in rows { formats[row.number] = row.format }
        return formats
    }()

    private static let rows: [(number: Int, format: FieldFormat)] = [
        // Primary account number.
        (2, FieldFormat(.digits, .llvar(19))),
        // Processing code.
        (3, FieldFormat(.digits, .fixed(6))),
        // Amount of the transaction.
        (4, FieldFormat(.digits, .fixed(12))),
        // Transmission date and time, MMDDhhmmss.
        (7, FieldFormat(.digits, .fixed(10))),
        // System trace audit number.
        (11, FieldFormat(.digits, .fixed(6))),
        // Local time, hhmmss, and local date, MMDD.
        (12, FieldFormat(.digits, .fixed(6))),
        (13, FieldFormat(.digits, .fixed(4))),
        // Expiration date, YYMM.
        (14, FieldFormat(.digits, .fixed(4))),
        // Retrieval reference number.
        (37, FieldFormat(.printable, .fixed(12))),
        // Authorisation identification response.
        (38, FieldFormat(.printable, .fixed(6))),
        // Response code.
        (39, FieldFormat(.printable, .fixed(2))),
        // Card acceptor terminal identification.
        (41, FieldFormat(.printable, .fixed(8))),
        // Additional data, private.
        (48, FieldFormat(.printable, .lllvar(999))),
        // Currency code of the transaction.
        (49, FieldFormat(.digits, .fixed(3))),
        // Additional amounts.
        (54, FieldFormat(.printable, .lllvar(120))),
        // Reserved for private use.
        (60, FieldFormat(.printable, .lllvar(999))),
        (62, FieldFormat(.printable, .lllvar(999))),
        (63, FieldFormat(.printable, .lllvar(999))),
        // Message authentication code.
        (64, FieldFormat(.hexadecimal, .fixed(16))),
        // Settlement code.
        (66, FieldFormat(.digits, .fixed(1))),
        // Network management information code.
        (70, FieldFormat(.digits, .fixed(3))),
        // Numbers of credits, their reversals, debits, their reversals.
        (74, FieldFormat(.digits, .fixed(10))),
        (75, FieldFormat(.digits, .fixed(10))),
        (76, FieldFormat(.digits, .fixed(10))),
        (77, FieldFormat(.digits, .fixed(10))),
        // Amounts of credits, their reversals, debits, their reversals.
        (86, FieldFormat(.digits, .fixed(16))),
        (87, FieldFormat(.digits, .fixed(16))),
        (88, FieldFormat(.digits, .fixed(16))),
        (89, FieldFormat(.digits, .fixed(16))),
        // Original data elements.
        (90, FieldFormat(.digits, .fixed(42))),
        // Replacement amounts.
        (95, FieldFormat(.printable, .fixed(42))),
        // Net settlement amount: C or D, then 16 digits.
        (97, FieldFormat(.printable, .fixed(17))),
        // Account identification 1 and 2.
        (102, FieldFormat(.printable, .llvar(28))),
        (103, FieldFormat(.printable, .llvar(28))),
        // Reserved for ISO use; here a PIN block of 16 bytes, which D52 cannot hold.
        (110, FieldFormat(.printable, .lllvar(999))),
        // Message authentication code where there is a second bit map.
        (128, FieldFormat(.hexadecimal, .fixed(16))),
    ]
}
