import Retry
import Testing

@Suite struct RetryPolicyTests {
    @Test(arguments: [
        ("fixed:1s", RetryPolicy.fixed(.seconds(1))),
        ("fixed:250ms", .fixed(.milliseconds(250))),
        ("fixed:3600s", .fixed(.seconds(3600))),
        ("fixed:1ms", .fixed(.milliseconds(1))),
        ("adaptive", .adaptive),
    ])
    func `a policy is read and printed alike`(text: String, policy: RetryPolicy) throws {
        #expect(try RetryPolicy(parsing: text) == policy)
        #expect(policy.description == text)
    }

    @Test func `whole seconds are printed as seconds`() throws {
        #expect(try RetryPolicy(parsing: "fixed:2000ms").description == "fixed:2s")
    }

    @Test(arguments: [
        "", "fixed", "fixed:", "fixed:s", "fixed:ms", "fixed:0s", "fixed:-1s", "fixed:1",
        "fixed:1 s",
        "fixed:3601s", "fixed:99999999s", "fixed:১s", "adaptive ", "Adaptive", "fixed:1m", "1s",
    ])
    func `anything else is refused with a sentence that names it`(text: String) {
        let error = #expect(throws: RetryPolicyError.self) { try RetryPolicy(parsing: text) }
        #expect(error == RetryPolicyError(text: text))
        #expect(error?.description.contains("‘\(text)’") == true)
    }

    @Test func `the fixed policy does not ask how fast the line is`() {
        var roundTrips = RoundTripEstimator()
        roundTrips.measured(.seconds(9))
        #expect(RetryPolicy.fixed(.seconds(1)).interval(roundTrips) == .seconds(1))
        #expect(RetryPolicy.adaptive.interval(roundTrips) == roundTrips.repeatAfter)
    }
}
