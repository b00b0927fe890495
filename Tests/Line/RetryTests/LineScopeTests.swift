import BankProtocol
import Retry
import Testing

@Suite struct LineScopeTests {
    @Test func `a restricted line carries reversals and advices only`() {
        let carried = ExchangeID.Kind.allCases.filter(LineScope.restricted.carries)
        #expect(carried == [.advice, .reversal])
    }

    @Test func `an open line carries all, a closed one nothing`() {
        #expect(ExchangeID.Kind.allCases.allSatisfy(LineScope.open.carries))
        #expect(!ExchangeID.Kind.allCases.contains(where: LineScope.closed.carries))
    }
}
