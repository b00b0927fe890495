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

    @Test func `a new PIN becomes a block when it was typed twice, and all is wiped`() throws {
        let pad = PINPad(key: key, nonce: { 42 })
        type([2, 5, 8, 0], into: pad)
        pad.keep()
        #expect(pad.count == 0)
        type([2, 5, 8, 0], into: pad)
        let block = try #require(pad.newBlock(for: card))
        var expected = PIN()
        for digit in [2, 5, 8, 0] as [UInt8] { _ = expected.append(digit) }
        #expect(block == key.seal(expected, for: card, nonce: 42))
        #expect(pad.newBlock(for: card) == nil)
    }

    @Test func `two entries that differ make no block, and are both wiped`() {
        let pad = PINPad(key: key)
        type([2, 5, 8, 0], into: pad)
        pad.keep()
        type([2, 5, 8, 1], into: pad)
        #expect(pad.newBlock(for: card) == nil)
        type([2, 5, 8, 0], into: pad)
        #expect(pad.newBlock(for: card) == nil)
    }

    @Test func `clearing leaves the first entry of a new PIN, wiping does not`() {
        let pad = PINPad(key: key)
        type([2, 5, 8, 0], into: pad)
        pad.keep()
        type([9, 9], into: pad)
        pad.clear()
        type([2, 5, 8, 0], into: pad)
        #expect(pad.newBlock(for: card) != nil)
        type([2, 5, 8, 0], into: pad)
        pad.keep()
        pad.wipe()
        type([2, 5, 8, 0], into: pad)
        #expect(pad.newBlock(for: card) == nil)
    }

    @Test func `a PIN that is easily guessed makes no new block, typed twice or not`() {
        let pad = PINPad(key: key)
        type([7, 7, 7, 7], into: pad)
        #expect(pad.weakness == .sameDigit)
        pad.keep()
        type([7, 7, 7, 7], into: pad)
        #expect(pad.newBlock(for: card) == nil)
    }

    private func type(_ digits: [UInt8], into pad: PINPad) {
        for digit in digits { _ = pad.append(digit: digit) }
    }

    @Test func `it takes no thirteenth digit, and forgets on demand`() {
        let pad = PINPad(key: key)
        for _ in 0..<12 { #expect(pad.append(digit: 9)) }
        #expect(!pad.append(digit: 9))
        pad.wipe()
        #expect(pad.count == 0)
    }
}
