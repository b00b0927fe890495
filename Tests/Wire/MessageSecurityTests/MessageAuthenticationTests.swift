import ISO8583
import MessageSecurity
import Testing

struct MessageAuthenticationTests {
    private let key: MACKey

    init() throws {
        key = try #require(MACKey(bytes: bytes("2b7e1516 28aed2a6 abf71588 09cf4f3c")))
    }

    private func message(_ text: String) throws -> Message {
        try Message(parsing: Array(text.utf8))
    }

    @Test func `MACs are the leftmost 8 bytes of the examples of RFC 4493`() {
        let text = bytes(
            "6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51"
                + "30c81c46a35ce411e5fbc1191a0a52ef f69f2445df4f9b17ad2b417be66c3710")
        #expect(key.code(over: text[..<0]) == MAC(bits: 0xbb1d_6929_e959_3728))
        #expect(key.code(over: text[..<16]) == MAC(bits: 0x070a_16b4_6b4d_4144))
        #expect(key.code(over: text[..<40]) == MAC(bits: 0xdfa6_6747_de9a_e630))
        #expect(key.code(over: text[..<64]) == MAC(bits: 0x51f0_bebf_7e3b_9d92))
    }

    // The MACs below were computed by python's `cryptography` over the text before them.

    @Test func `a message with a second bit map bears its MAC in D128, bit set`() throws {
        var request = try message(
            "0800" + "8220000000800000" + "0400000000000000" + "0314092653" + "000042"
                + "ATM00001" + "002")
        #expect(request.mac == nil)
        request.seal(with: key)
        #expect(
            String(decoding: request.encoded(), as: UTF8.self)
                == "0800" + "8220000000800000" + "0400000000000001" + "0314092653" + "000042"
                + "ATM00001" + "002" + "55ABDCD21AEF6193")
        #expect(request.mac == MAC(bits: 0x55AB_DCD2_1AEF_6193))
    }

    @Test func `a message without a second bit map bears its MAC in D64`() throws {
        var request = try message("0600" + "2000000000000000" + "940000")
        request.seal(with: key)
        #expect(
            String(decoding: request.encoded(), as: UTF8.self)
                == "0600" + "2000000000000001" + "940000" + "1716F599023BBB38")
    }

    @Test func `an answer's MAC covers the MAC of its request`() throws {
        var answer = try message(
            "0810" + "8220000002800000" + "0400000000000000" + "0314092653" + "000042" + "00"
                + "ATM00001" + "002")
        let requestMAC = MAC(bits: 0x55AB_DCD2_1AEF_6193)
        answer.seal(with: key, answering: requestMAC)
        #expect(answer.mac == MAC(bits: 0xB215_E67C_FB56_60A8))
        #expect(answer.isAuthentic(under: key, answering: requestMAC))
        #expect(!answer.isAuthentic(under: key))
        #expect(!answer.isAuthentic(under: key, answering: MAC(bits: requestMAC.bits ^ 1)))
    }

    @Test func `a MAC that is missing, malformed or of another key is not authentic`() throws {
        var request = try message("0600" + "2000000000000000" + "940000")
        #expect(!request.isAuthentic(under: key))
        request.seal(with: key)
        #expect(request.isAuthentic(under: key))
        let other = try #require(MACKey(bytes: Array(repeating: 7, count: 16)))
        #expect(!request.isAuthentic(under: other))
        let lowerCase = try message("0600" + "2000000000000001" + "940000" + "1716f599023bbb38")
        #expect(lowerCase.mac == nil)
        #expect(!lowerCase.isAuthentic(under: key))
    }

    @Test func `a MAC in the other place is none`() throws {
        var request = try message("0600" + "2000000000000000" + "940000")
        request.seal(with: key)
        request.set(70, to: Array("001".utf8))
        #expect(request.mac == nil)
        #expect(!request.isAuthentic(under: key))
    }

    @Test func `sealing again replaces the MAC`() throws {
        var request = try message("0600" + "2000000000000000" + "940000")
        request.seal(with: key, answering: MAC(bits: 1))
        request.seal(with: key)
        #expect(request.mac == MAC(bits: 0x1716_F599_023B_BB38))
    }

    @Test func `a key has 16 bytes and never prints them`() {
        #expect(MACKey(bytes: Array(0..<15)) == nil)
        #expect(MACKey(bytes: Array(0..<17)) == nil)
        #expect("\(key)" == "MAC key")
        #expect(Mirror(reflecting: key).children.isEmpty)
    }
}
