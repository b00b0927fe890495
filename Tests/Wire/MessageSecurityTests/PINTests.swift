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
}
