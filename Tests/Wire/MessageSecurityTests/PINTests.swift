import MessageSecurity
import Testing

struct PINTests {
    @Test func `a PIN takes twelve digits and no thirteenth`() {
        var pin = PIN()
        for digit in 0..<12 {
            let isTaken = pin.append(UInt8(digit % 10))
            #expect(isTaken)
        }
        let isTaken = pin.append(1)
        let count = pin.count
        #expect(!isTaken)
        #expect(count == 12)
    }

    @Test func `only digits are taken, by their value`() {
        var pin = PIN()
        for value: UInt8 in [10, UInt8(ascii: "1"), 255] {
            let isTaken = pin.append(value)
            #expect(!isTaken)
        }
        let count = pin.count
        #expect(count == 0)
    }

    @Test func `four digits make it complete`() {
        var pin = PIN()
        for digit: UInt8 in [1, 3, 5] { _ = pin.append(digit) }
        let before = pin.isComplete
        _ = pin.append(7)
        let after = pin.isComplete
        #expect(!before)
        #expect(after)
    }

    @Test func `digits can be taken back and wiped`() {
        var pin = PIN()
        pin.removeLast()
        for digit: UInt8 in [1, 3, 5, 7] { _ = pin.append(digit) }
        pin.removeLast()
        let three = pin.count
        pin.wipe()
        let none = pin.count
        #expect(three == 3)
        #expect(none == 0)
    }

    @Test(
        arguments: [
            ([7, 7, 7, 7], .sameDigit), ([0, 0, 0, 0, 0, 0], .sameDigit),
            ([1, 2, 3, 4], .digitsInARow), ([9, 8, 7, 6, 5], .digitsInARow),
            ([1, 2, 3], nil), ([7, 7, 7], nil), ([1, 3, 5, 7], nil), ([1, 2, 3, 5], nil),
            ([7, 7, 7, 7, 1], nil), ([0, 9, 8, 7], nil),
        ] as [([UInt8], PIN.Weakness?)])
    func `what a thief tries first is weak, once it is a PIN`(
        _ digits: [UInt8], _ weakness: PIN.Weakness?
    ) {
        let pin = self.pin(digits)
        let found = pin.weakness
        #expect(found == weakness)
    }

    @Test func `two PINs are the same by all of their digits`() {
        let pin = self.pin([1, 3, 5, 7])
        for (other, isSame) in [
            ([1, 3, 5, 7], true), ([1, 3, 5, 8], false), ([2, 3, 5, 7], false),
            ([1, 3, 5], false), ([1, 3, 5, 7, 0], false), ([], false),
        ] as [([UInt8], Bool)] {
            let matches = pin.matches(self.pin(other))
            #expect(matches == isSame)
        }
    }

    private func pin(_ digits: [UInt8]) -> PIN {
        var pin = PIN()
        for digit in digits { _ = pin.append(digit) }
        return pin
    }
}
