import Testing
import TextGrid

@Suite struct KeyTests {
    @Test(
        arguments: [
            ("7", Key.digit(7)), ("q", .letter("q")), ("Q", .letter("q")), ("?", .text("?")),
            (" ", .text(" ")), ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{1B}", .escape),
            ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{3}", .control("c")),
            ("\u{11}", .control("q")), ("\u{15}", .control("u")), ("\u{1A}", .control("z")),
            ("\u{0}", .unknown), ("\u{1C}", .unknown), ("ক", .text("ক")), ("é", .text("é")),
        ] as [(Character, Key)])
    func `characters are keys`(_ typed: Character, _ key: Key) {
        #expect(Key(typed: typed) == key)
    }
}
