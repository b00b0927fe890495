import BankProtocol
import MachineHost
import Testing

@Suite struct TerminalBundleTests {
    private func bundle(_ json: String) throws -> TerminalBundle {
        try TerminalBundle(json: Array(json.utf8), path: "T.terminal")
    }

    private let key = String(repeating: "0aF", count: 11).prefix(32)

    @Test func `a bundle is read, members of other versions are let be`() throws {
        let bundle = try bundle(
            """
            {"terminal":"ATM00001","location":"Curzon Hall, Dhaka","bank":"DU Central Bank",
             "pin_key":"\(key)","mac_key":"\(key)","ca":"-----BEGIN"}
            """)
        #expect(bundle.terminal == TerminalID("ATM00001"))
        #expect(bundle.location == "Curzon Hall, Dhaka")
        #expect(bundle.bank == "DU Central Bank")
        #expect(bundle.macKey != nil)
    }

    @Test func `a terminal enrolled without a MAC has none`() throws {
        let bundle = try bundle(
            #"{"terminal":"LAB1","location":"","bank":"","pin_key":"\#(key)","mac_key":null}"#)
        #expect(bundle.macKey == nil)
    }

    @Test(arguments: [
        ("{", "it is no JSON object"),
        (#"{"terminal":"LAB1"}"#, "\"location\" is missing"),
        (#"{"terminal":7}"#, "\"terminal\" is no text"),
        (
            #"{"terminal":"LAB1","location":"","bank":"","pin_key":"00"}"#,
            "\"pin_key\" makes no sense"
        ),
        (
            #"{"terminal":"too long a name","location":"","bank":"","pin_key":"00"}"#,
            "\"terminal\" makes no sense"
        ),
    ])
    func `what is no bundle is said in a sentence`(json: String, reason: String) {
        #expect(throws: TerminalBundleError.malformed(path: "T.terminal", reason: reason)) {
            try bundle(json)
        }
    }

    @Test func `a file that is not there is said in a sentence`() {
        #expect(throws: TerminalBundleError.self) { try TerminalBundle(path: "/nowhere/T") }
    }
}
