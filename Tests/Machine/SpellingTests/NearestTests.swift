import Testing

@testable import Spelling

struct NearestTests {
    private let names = ["midnight", "daylight", "high-contrast", "mono"]

    @Test(arguments: [
        ("midnite", "midnight"), ("dayligth", "daylight"), ("MONO", "mono"), ("mnoo", "mono"),
        ("high", "high-contrast"), ("high_contrast", "high-contrast"),
    ])
    func `a slip of the finger is seen through`(typed: String, meant: String) {
        #expect(Nearest.name(to: typed, among: names) == meant)
    }

    @Test(arguments: ["", "x", "no", "hi", "phosphorescent"])
    func `what comes near nothing gets no suggestion`(typed: String) {
        #expect(Nearest.name(to: typed, among: names) == nil)
        #expect(Nearest.question(typed, among: names) == "")
    }

    @Test func `two letters that changed places are one slip`() {
        #expect("serve".slips(to: "sevre") == 1)
        #expect("serve".slips(to: "serves") == 1)
        #expect("".slips(to: "abc") == 3)
        #expect("kitten".slips(to: "sitting") == 3)
    }
}
