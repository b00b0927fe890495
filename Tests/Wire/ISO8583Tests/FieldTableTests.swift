import ISO8583
import Testing

struct FieldTableTests {
    @Test func `the table has the rows of the protocol's page and no other`() {
        let digits: [Int: Int] = [
            3: 6, 4: 12, 7: 10, 11: 6, 12: 6, 13: 4, 14: 4, 49: 3, 66: 1, 70: 3, 74: 10, 75: 10,
            76: 10, 77: 10, 86: 16, 87: 16, 88: 16, 89: 16, 90: 42,
        ]
        let printable: [Int: Int] = [37: 12, 38: 6, 39: 2, 41: 8, 95: 42, 97: 17]
        let texts: [Int: Int] = [48: 999, 54: 120, 60: 999, 62: 999, 63: 999, 110: 999]
        var expected: [Int: FieldFormat] = [
            2: FieldFormat(.digits, .llvar(19)),
            64: FieldFormat(.hexadecimal, .fixed(16)), 128: FieldFormat(.hexadecimal, .fixed(16)),
            102: FieldFormat(.printable, .llvar(28)), 103: FieldFormat(.printable, .llvar(28)),
        ]
        for (number, length) in digits { expected[number] = FieldFormat(.digits, .fixed(length)) }
        for (number, length) in printable {
            expected[number] = FieldFormat(.printable, .fixed(length))
        }
        for (number, most) in texts { expected[number] = FieldFormat(.printable, .lllvar(most)) }
        for number in -1...200 {
            #expect(FieldTable.format(of: number) == expected[number], "element \(number)")
        }
        #expect(Set(FieldTable.defined) == Set(expected.keys))
    }

    @Test func `each class of characters allows just its own`() {
        func allowed(_ characters: FieldFormat.Characters) -> [UInt8] {
            (UInt8.min...UInt8.max).filter {
                FieldFormat(characters, .fixed(1)).allows([$0])
            }
        }
        #expect(allowed(.digits) == Array("0123456789".utf8))
        #expect(allowed(.hexadecimal) == Array("0123456789ABCDEF".utf8))
        #expect(allowed(.printable) == Array(0x20...0x7E))
    }
}
