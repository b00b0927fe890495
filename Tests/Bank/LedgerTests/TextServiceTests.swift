import BankProtocol
import Ledger
import Testing

struct TextServiceTests {
    @Test func `capital letters change only the letters a to z`() throws {
        #expect(capitalLetters(of: "Hello, World! 42 {az}") == "HELLO, WORLD! 42 {AZ}")
        let answer = try Fixture().execute(.capitalLetters("dhaka 1216"), pin: nil).answer
        #expect(answer.text == "DHAKA 1216")
        #expect(answer.code == .approved)
    }

    @Test(arguments: [
        ("2", "PRIME"), ("+7", "PRIME"), ("0007", "PRIME"), ("1", "NOT-PRIME"),
        ("0", "NOT-PRIME"), ("-7", "NOT-PRIME"), ("-0", "NOT-PRIME"), ("91", "NOT-PRIME"),
        ("18446744073709551557", "PRIME"), ("18446744073709551615", "NOT-PRIME"),
        ("-99999999999999999999999", "NOT-PRIME"), ("", "NOT-AN-INTEGER"),
        ("+", "NOT-AN-INTEGER"), ("7.0", "NOT-AN-INTEGER"), (" 7", "NOT-AN-INTEGER"),
        ("--7", "NOT-AN-INTEGER"), ("seven", "NOT-AN-INTEGER"),
    ])
    func `is it prime`(text: String, verdict: String) throws {
        let answer = try Fixture().execute(.prime(text), pin: nil).answer
        #expect(answer.text == verdict)
        #expect(answer.code == .approved)
    }

    @Test(arguments: ["18446744073709551616", "99999999999999999999999999"])
    func `a number above 64 bits is too large`(text: String) throws {
        let answer = try Fixture().execute(.prime(text), pin: nil).answer
        #expect(answer.code == .invalidTransaction)
        #expect(answer.reason == .numberTooLarge)
        #expect(answer.text == nil)
    }

    @Test func `primes below 10,000 are those that a sieve finds`() {
        var isPrime = Array(repeating: true, count: 10_000)
        isPrime[0] = false
        isPrime[1] = false
        for number in 2..<100 where isPrime[number] {
            for multiple in stride(from: number * number, to: 10_000, by: number) {
                isPrime[multiple] = false
            }
        }
        #expect((0..<10_000).map { UInt64($0).isPrime } == isPrime)
    }

    /// Strong pseudoprimes to the first bases, and numbers near the end of the range.
    @Test(arguments: [
        2047, 1_373_653, 25_326_001, 3_215_031_751, 2_152_302_898_747, 3_474_749_660_383,
        341_550_071_728_321, 3_825_123_056_546_413_051, 18_446_744_073_709_551_556,
    ])
    func `composites that fool single bases are found out`(number: UInt64) {
        #expect(!number.isPrime)
    }
}
