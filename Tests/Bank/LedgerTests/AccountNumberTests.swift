import BankProtocol
import Ledger
import Testing

struct AccountNumberTests {
    @Test func `account numbers have thirteen digits with a right check digit, all different`()
        throws
    {
        let numbers = Account.Kind.allCases.flatMap { kind in
            [1, 2, 10, 9_999_999_999].map { AccountNumber(kind, ordinal: $0) }
        }
        #expect(Set(numbers).count == numbers.count)
        for number in numbers {
            let asCard = try #require(CardNumber(digits: number.text))
            #expect(asCard.digits.count == 13)
            #expect(asCard.isLuhnValid)
        }
    }
}
