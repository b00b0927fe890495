import BankProtocol
import MessageSecurity
import Testing

struct StoredHashesTests {
    private let keyBytes = Array(UInt8(1)...32)

    @Test func `a proof is HMAC-SHA256 of card number and PIN`() throws {
        let key = try #require(PINVerificationKey(bytes: keyBytes))
        let card = try #require(CardNumber(digits: "9705000000084821"))
        // python: hmac.new(bytes(range(1, 33)), b"97050000000848211357", sha256)
        let proof = key.proof(of: pin("1357"), for: card)
        let other = key.proof(of: pin("1358"), for: card)
        #expect(
            proof.bytes
                == bytes("c1432ea5cf20d51ae489059ce62813b82a630d12b4382972b866ba92dc56cc8f"))
        #expect(proof != other)
    }

    @Test func `a fingerprint is HMAC-SHA256 of the content`() throws {
        let key = try #require(FingerprintKey(bytes: keyBytes))
        // python: hmac.new(bytes(range(1, 33)), b"0200...", sha256)
        #expect(
            key.fingerprint(of: Array("0200...".utf8)).bytes
                == bytes("8bd105798481ae49b454d31a46ea3a9ed2261b850c16775065b4fd619505ec28"))
    }

    @Test func `keys have 32 bytes and never print them`() throws {
        #expect(PINVerificationKey(bytes: Array(0..<16)) == nil)
        #expect(FingerprintKey(bytes: Array(0..<33)) == nil)
        let verification = try #require(PINVerificationKey(bytes: keyBytes))
        let fingerprint = try #require(FingerprintKey(bytes: keyBytes))
        #expect("\(verification), \(fingerprint)" == "PIN verification key, fingerprint key")
        #expect(Mirror(reflecting: verification).children.isEmpty)
        #expect(Mirror(reflecting: fingerprint).children.isEmpty)
    }
}
