import BankProtocol
import Testing

@testable import BankCommands

struct ListingTests {
    private let listing = Listing(
        columns: [.init("name"), .init("amount", .right), .init("note")],
        rows: [
            [.text("a"), .money(Money(minorUnits: -123_456)), .none],
            [.text("longer"), .money(Money(minorUnits: 5)), .text("say \"yes\"\\\n")],
        ])

    @Test func `a table is aligned and ends no line with spaces`() {
        let short = Listing(columns: listing.columns, rows: [listing.rows[0]])
        #expect(short.table == "NAME     AMOUNT  NOTE\na     -1,234.56  -")
        #expect(
            Listing(columns: [.init("x"), .init("y")], rows: [[.text("1"), .text("")]]).table
                == "X  Y\n1")
    }

    @Test func `JSON has minor units, nulls and escaped text`() {
        #expect(
            listing.json == """
                [
                {"name":"a","amount":-123456,"note":null},
                {"name":"longer","amount":5,"note":"say \\"yes\\"\\\\\\u000a"}
                ]
                """)
        #expect(Listing(columns: []).json == "[]")
    }

    @Test(
        arguments: [
            (0, "0.00"), (5, "0.05"), (100, "1.00"), (99_999, "999.99"), (100_000, "1,000.00"),
            (2_500_000, "25,000.00"), (-123_456_789, "-1,234,567.89"),
        ])
    func `amounts are grouped by thousands`(minorUnits: Int64, text: String) {
        #expect(Money(minorUnits: minorUnits).grouped == text)
    }

    @Test(
        arguments: [
            ("0", 0), ("25000", 2_500_000), ("25,000.00", 2_500_000), ("0.05", 5),
        ])
    func `what a clerk types is read`(text: String, minorUnits: Int64) {
        #expect(Money(typed: text)?.minorUnits == minorUnits)
    }

    @Test(arguments: ["", "-1", "1.5", "1.234", "x", "1.2.3", ".50", "99999999999", "1e3"])
    func `what is no amount is not taken for one`(text: String) {
        #expect(Money(typed: text) == nil)
    }

    @Test(
        arguments: [
            ("127.0.0.1:8583", true), ("localhost:1", true), ("[::1]:8583", true),
            ("127.8.9.10:1", true), ("0.0.0.0:8583", false), ("192.168.1.4:8583", false),
            ("127.0.0.1.example.org:8583", false), ("[::]:8583", false),
        ])
    func `plaintext is for loopback addresses`(text: String, isLoopback: Bool) {
        #expect(Endpoint(argument: text)?.isLoopback == isLoopback)
        #expect(Endpoint(argument: text)?.text == text)
    }

    @Test(arguments: ["", "host", ":8583", "host:", "host:65536", "host:x"])
    func `what is no endpoint is not taken for one`(text: String) {
        #expect(Endpoint(argument: text) == nil)
    }

    @Test func `a store that nothing names is in the XDG places`() {
        #expect(StoreOptions.usualPath(in: ["XDG_STATE_HOME": "/b", "HOME": "/h"]) == "/b/bank")
        #expect(
            StoreOptions.usualPath(in: ["XDG_STATE_HOME": "relative", "HOME": "/h"])
                == "/h/.local/state/bank")
    }
}
