import CCurses
import Testing
import TextGrid

@testable import NcursesDisplay

@Suite struct InkTests {
    private let style = Style(
        foreground: Paint(rgb: RGB(0x5C, 0xC8, 0xFF), x256: 81, ansi: .brightCyan),
        background: Paint(rgb: RGB(0, 0, 3), x256: 233, ansi: .black),
        attributes: [.bold, .reverse])

    @Test func `a style is drawn as deep as the terminal goes`() {
        let palette = Ink(style, depth: .palette)
        #expect((palette.foreground, palette.background) == (81, 233))
        #expect(palette.attributes == cc_bold)
        let sixteen = Ink(style, depth: .sixteen)
        #expect((sixteen.foreground, sixteen.background) == (14, 0))
        let direct = Ink(style, depth: .direct)
        #expect((direct.foreground, direct.background) == (0x5CC8FF, 8))
    }

    @Test func `with eight colours the bright ones are bold`() {
        let plain = Style(
            foreground: Paint(ansi: .brightCyan), background: Paint(ansi: .brightBlack))
        let ink = Ink(plain, depth: .eight)
        #expect((ink.foreground, ink.background) == (6, 0))
        #expect(ink.attributes == cc_bold)
    }

    @Test func `without colours attributes carry the meaning`() {
        let ink = Ink(style, depth: .mono)
        #expect((ink.foreground, ink.background) == (-1, -1))
        #expect(ink.attributes == cc_bold | cc_reverse)
    }

    @Test(
        arguments: [
            (-1, ColourDepth.mono), (0, .mono), (8, .eight), (16, .sixteen), (88, .sixteen),
            (256, .palette),
            (16_777_216, .direct),
        ] as [(Int, ColourDepth)])
    func `depth follows what terminfo says`(_ colours: Int, _ depth: ColourDepth) {
        #expect(ColourDepth(colours: colours) == depth)
    }

    @Test func `delays in terminfo strings are left out of the farewell`() {
        #expect(TerminalFarewell.withoutDelays("\u{1B}[m\u{F}$<2>x$<5/>y") == "\u{1B}[m\u{F}xy")
        #expect(TerminalFarewell.withoutDelays("plain $ text") == "plain $ text")
    }
}
