import BankProtocol
import MachineHost
import MessageSecurity
import Testing

@Suite struct PINPadTests {
    private let key: PINKey
    private let card: CardNumber

    init() throws {
        key = try #require(PINKey(bytes: Array(0..<16)))
        card = try #require(CardNumber(digits: "9705000000084821"))
    }

    @Test func `the digits become a block of the PIN that was typed, and are wiped`() throws {
        let pad = PINPad(key: key, nonce: { 42 })
        for digit in [1, 3, 9, 5, 7] as [UInt8] { #expect(pad.append(digit: digit)) }
        pad.removeLast()
        pad.removeLast()
        #expect(pad.append(digit: 5) && pad.append(digit: 7))
        #expect(pad.count == 5)
        pad.removeLast()
        let block = try #require(pad.block(for: card))
        #expect(pad.count == 0)

        var expected = PIN()
        for digit in [1, 3, 9, 5] as [UInt8] { _ = expected.append(digit) }
        #expect(block == key.seal(expected, for: card, nonce: 42))
    }

    @Test func `too few digits make no block, and are wiped all the same`() {
        let pad = PINPad(key: key)
        _ = pad.append(digit: 1)
        #expect(pad.block(for: card) == nil)
        #expect(pad.count == 0)
    }

    @Test func `it takes no thirteenth digit, and forgets on demand`() {
        let pad = PINPad(key: key)
        for _ in 0..<12 { #expect(pad.append(digit: 9)) }
        #expect(!pad.append(digit: 9))
        pad.wipe()
        #expect(pad.count == 0)
    }
}
