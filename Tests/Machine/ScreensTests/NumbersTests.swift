import BankProtocol
import Testing

@testable import Screens

@Suite struct NumbersTests {
    @Test(arguments: [
        (0, "০", "০.০০"), (99_999, "৯৯৯", "৯৯৯.৯৯"), (100_000, "১,০০০", "১,০০০.০০"),
        (9_999_900, "৯৯,৯৯৯", "৯৯,৯৯৯.০০"), (15_000_000, "১,৫০,০০০", "১,৫০,০০০.০০"),
        (123_456_789_012, "১,২৩,৪৫,৬৭,৮৯০", "১,২৩,৪৫,৬৭,৮৯০.১২"), (-12_345, "-১২৩", "-১২৩.৪৫"),
    ])
    func `in Bangla amounts are grouped by lakhs and crores`(
        _ units: Int64, _ whole: String, _ exact: String
    ) {
        let money = Money(minorUnits: units)
        #expect(Language.bangla.whole(money) == whole)
        #expect(Language.bangla.exact(money) == exact)
        #expect(Language.bangla.count(15_000) == "১৫০০০")
    }

    @Test(arguments: [
        (0, "0", "0.00"), (5, "0", "0.05"), (100, "1", "1.00"), (99_999, "999", "999.99"),
        (100_000, "1,000", "1,000.00"), (123_456_789, "1,234,567", "1,234,567.89"),
        (-12_345, "-123", "-123.45"),
    ])
    func `amounts are grouped by thousands`(_ units: Int64, _ whole: String, _ exact: String) {
        let money = Money(minorUnits: units)
        #expect(Language.english.whole(money) == whole)
        #expect(Language.english.exact(money) == exact)
    }

    @Test func `durations are told in tenths, or in minutes with begun seconds counted`() {
        #expect(Duration.milliseconds(3_449).tenthsText == "3.4")
        #expect(Duration.milliseconds(26_001).minutesText == "0:27")
        #expect(Duration.seconds(61).minutesText == "1:01")
    }

    @Test func `templates are filled by name`() {
        #expect("{a} of {b}, {a}".filled(["a": "1", "b": "2"]) == "1 of 2, 1")
        #expect("no {c}".filled([:]) == "no {c}")
        #expect("{open".filled(["open": "x"]) == "{open")
    }
}
