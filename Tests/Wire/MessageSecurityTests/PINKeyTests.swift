import BankProtocol
import MessageSecurity
import Testing

/// The digits of a literal as a PIN.
func pin(_ digits: String) -> PIN {
    var pin = PIN()
    for digit in digits.utf8 { _ = pin.append(digit - UInt8(ascii: "0")) }
    return pin
}

struct PINKeyTests {
    private let key: PINKey
    private let card: CardNumber

    init() throws {
        key = try #require(PINKey(bytes: bytes("00112233445566778899AABBCCDDEEFF")))
        card = try #require(CardNumber(digits: "9705000000084821"))
    }

    private func seal(_ digits: String, nonce: UInt64 = 1) -> PINBlock? {
        key.seal(pin(digits), for: card, nonce: nonce)
    }

    /// Blocks computed by python's `cryptography` from the text of ISO 9564-1, format 4.
    private static let examples = [
        ("9705000000084821", "1357", "BAFA2478FD522C729C6AEC75848C9F1B"),
        ("12345678", "123456789012", "FE8604B954F40FBB27F8A8E84AF5C1BA"),
        ("9705000000084821123", "24680", "ED1A426C560339D0D1547FD806746C06"),
    ]

    @Test func `blocks are those of ISO 9564-1 format 4`() throws {
        for (digits, secret, block) in Self.examples {
            let card = try #require(CardNumber(digits: digits))
            let sealed = key.seal(pin(secret), for: card, nonce: 0x0123_4567_89AB_CDEF)
            #expect(sealed == PINBlock(bytes: bytes(block)))
        }
    }

    @Test func `a block opens to the PIN that it was made of`() throws {
        let verification = try #require(
            PINVerificationKey(bytes: Array(repeating: 9, count: 32)))
        for count in 4...12 {
            let digits = String("135792468013".prefix(count))
            guard let block = seal(digits), let opened = key.open(block, for: card) else {
                Issue.record("a block of \(count) digits does not open")
                continue
            }
            let proof = verification.proof(of: opened, for: card)
            let expected = verification.proof(of: pin(digits), for: card)
            #expect(proof == expected)
        }
    }

    @Test func `equal PINs have unequal blocks by their nonces`() {
        let first = seal("1357", nonce: 1)
        let second = seal("1357", nonce: 2)
        #expect(first != nil)
        #expect(first != second)
    }

    @Test func `a PIN of fewer than four digits has no block`() {
        for digits in ["", "135"] {
            let block = seal(digits)
            #expect(block == nil)
        }
    }

    @Test func `a block opens neither for another card nor under another key`() throws {
        let sealed = seal("1357")
        let block = try #require(sealed)
        let other = try #require(CardNumber(digits: "9705000000017730"))
        let otherKey = try #require(PINKey(bytes: Array(repeating: 1, count: 16)))
        let forOther = key.open(block, for: other) == nil
        let underOther = otherKey.open(block, for: card) == nil
        #expect(forOther)
        #expect(underOther)
    }

    @Test func `a block with any bit changed does not open`() throws {
        let sealed = seal("1357")
        let block = try #require(sealed)
        var opened = 0
        for bit in 0..<128 {
            var changed = block.bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let block = try #require(PINBlock(bytes: changed))
            if key.open(block, for: card) != nil { opened += 1 }
        }
        #expect(opened == 0)
    }

    @Test func `a key has 16 bytes and never prints them`() {
        #expect(PINKey(bytes: Array(0..<15)) == nil)
        #expect(PINKey(bytes: Array(0..<32)) == nil)
        #expect("\(key)" == "PIN key")
        #expect(Mirror(reflecting: key).children.isEmpty)
    }
}
