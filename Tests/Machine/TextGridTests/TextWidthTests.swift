import Testing
import TextGrid

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("BDT 3,700", 9), ("é", 1), ("e\u{0301}", 1), ("┌─┐", 3), ("█░", 2), ("৳", 1),
        ("টাকা তুলুন", 8), ("জমা দিন", 7), ("ক্ষ", 2), ("世界", 4), ("한", 2), ("\u{200D}", 0),
        ("\u{1B}[0m", 3),
    ])
    func `columns are those of glibc in C.UTF-8`(_ text: String, _ columns: Int) {
        #expect(text.columns == columns)
    }

    @Test func `clipping never goes over the limit, and cuts no wide character`() {
        #expect("abc".clipped(to: 2) == "ab")
        #expect("世界".clipped(to: 3) == "世")
        #expect("তুলুন".clipped(to: 2) == "তুলু")
        #expect("abc".clipped(to: 0) == "")
        #expect("টাকা".clipped(to: 3) == "টা")
        #expect("মন্ত্রী".clipped(to: 4) == "ম")
    }

    @Test func `padding fills up to a width and never cuts`() {
        #expect("7".padded(left: 3) == "  7")
        #expect("7".padded(right: 3) == "7  ")
        #expect("1000".padded(left: 3) == "1000")
    }

    @Test func `words are wrapped at spaces`() {
        #expect("one two three".wrapped(to: 7) == ["one two", "three"])
        #expect("one".wrapped(to: 1) == ["o"])
        #expect("card **** 4821 kept".wrapped(to: 14) == ["card **** 4821", "kept"])
        #expect("the card **** 4821".wrapped(to: 13) == ["the card", "**** 4821"])
        #expect("".wrapped(to: 5) == [])
        #expect("a b".wrapped(to: 0) == ["", ""])
    }
}
