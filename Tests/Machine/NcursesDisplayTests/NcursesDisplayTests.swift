import Glibc
import Testing
import TextGrid

@testable import NcursesDisplay

/// The real display on pseudo-terminals; one after the other, since ncurses knows one screen and signals one handler.
@Suite(.serialized) struct NcursesDisplayTests {
    /// A display on a terminal of this kind. The bell marks the end of what an act has written.
    private func open(
        _ terminal: PseudoTerminal, term: String = "xterm-256color", locale: String = "C.UTF-8",
        options: DisplayOptions = DisplayOptions()
    ) throws(DisplayError) -> NcursesDisplay {
        setenv("TERM", term, 1)
        setenv("LC_ALL", locale, 1)
        unsetenv("NO_COLOR")
        return try NcursesDisplay(options, input: terminal.slave, output: terminal.slave)
    }

    /// What `act` writes to the terminal.
    private func written(
        _ terminal: PseudoTerminal, by display: NcursesDisplay,
        _ act: @Sendable (NcursesDisplay) async -> Void
    ) async throws -> String {
        async let text = Task.detached { try terminal.output(until: "\u{7}") }.value
        await act(display)
        await display.beep()
        return try await text
    }

    private func grid(_ text: String, size: Size = .machine, role: Role = .money) -> Grid {
        var grid = Grid(size: size)
        grid.write(text, row: 3, column: 5, role: role)
        grid.cursor = Position(row: 3, column: 5)
        return grid
    }

    private let red = Theme(
        name: "red", variant: .dark,
        layers: [
            [
                "text": Style(foreground: Paint(x256: 255), background: Paint(x256: 233)),
                "money": Style(foreground: Paint(x256: 196), attributes: .bold),
            ]
        ])

    @Test func `a grid is shown in the theme's colours, and one digit costs few bytes`()
        async throws
    {
        let terminal = try PseudoTerminal()
        let display = try open(terminal)
        #expect(display.capabilities == DisplayCapabilities(colours: 256, isUTF8: true))
        let first = try await written(terminal, by: display) { await $0.show(grid("৳ 3,70"), red) }
        #expect(first.contains("3,70"))
        #expect(first.contains("৳"))
        #expect(first.contains("38;5;196"))
        let digit = try await written(terminal, by: display) { await $0.show(grid("৳ 3,700"), red) }
        #expect(digit.contains("0"))
        #expect(digit.utf8.count <= 200)
        let nothing = try await written(terminal, by: display) {
            await $0.show(grid("৳ 3,700"), red)
        }
        #expect(nothing.utf8.count <= 20)
        await display.close()
    }

    @Test func `the screen is never cleared after the start, whatever is asked`() async throws {
        let terminal = try PseudoTerminal()
        let display = try open(terminal)
        _ = try await written(terminal, by: display) { await $0.show(grid("one"), red) }
        let again = try await written(terminal, by: display) {
            await $0.forgetScreen()
            await $0.show(grid("one"), red)
        }
        #expect(again.contains("one"))
        #expect(!again.contains("\u{1B}[2J"))
        await display.close()
    }

    @Test func `the last cell is drawn, and what lies outside of the terminal is not`() async throws
    {
        let terminal = try PseudoTerminal(columns: 20, rows: 5)
        let display = try open(terminal)
        var wide = Grid(size: Size(columns: 30, rows: 9))
        wide.write("Z", row: 4, column: 19, role: .text)
        wide.write("Q", row: 8, column: 29, role: .text)
        wide.cursor = Position(row: 8, column: 29)
        let text = try await written(terminal, by: display) { [wide] in
            await $0.show(wide, .builtIn)
        }
        #expect(text.contains("Z"))
        #expect(!text.contains("Q"))
        await display.close()
    }

    @Test(
        arguments: [
            ("a", [Key.letter("a")]), ("7", [.digit(7)]), ("\r", [.enter]),
            ("\u{7F}", [.backspace]),
            ("\u{1B}[3~", [.delete]), ("\u{1B}OA", [.up]), ("\u{1B}OD", [.left]),
            ("\u{1B}[Z", [.backTab]),
            ("\u{1B}OH", [.home]), ("\u{3}", [.control("c")]), ("\u{11}", [.control("q")]),
            ("\u{13}", [.control("s")]), ("\u{1A}", [.control("z")]), ("ক", [.text("ক")]),
            ("\u{1B}", [.escape]), ("?;", [.text("?"), .text(";")]),
            ("\u{1B}[<0;10;5M", [.click(Position(row: 4, column: 9))]),
        ] as [(String, [Key])])
    func `keys are heard`(_ typed: String, _ keys: [Key]) async throws {
        let terminal = try PseudoTerminal()
        let display = try open(terminal)
        _ = try await written(terminal, by: display) { await $0.show(grid(""), red) }
        try terminal.type(typed)
        var heard: [Key] = []
        for await event in display.events {
            guard case .key(let key) = event else { continue }
            heard.append(key)
            if heard.count == keys.count { break }
        }
        #expect(heard == keys)
        await display.close()
    }

    /// Some kinds mean a key of their own by some of these characters; that one is unknown here.
    @Test(arguments: [
        ("xterm-256color", false), ("vt100", false), ("screen-256color", false), ("linux", true),
        ("rxvt", true),
    ])
    func `arrows and their neighbours are no Esc, whichever of their kin's characters come`(
        _ kind: String, _ hasOthers: Bool
    ) async throws {
        let terminal = try PseudoTerminal()
        let display = try open(terminal, term: kind)
        _ = try await written(terminal, by: display) { await $0.show(grid(""), red) }
        let typed = [
            ("[A", Key.up), ("OB", .down), ("[C", .right), ("OD", .left), ("[1~", .home),
            ("OH", .home), ("[4~", .end), ("[F", .end), ("[3~", .delete), ("[5~", .pageUp),
            ("[6~", .pageDown), ("[Z", .backTab),
        ]
        try terminal.type(typed.map { "\u{1B}" + $0.0 }.joined() + "q")
        var heard: [Key] = []
        for await event in display.events {
            guard case .key(let key) = event else { continue }
            if key == .letter("q") { break }
            heard.append(key)
        }
        #expect(heard.count == typed.count)
        let known = zip(heard, typed).map { key, typed in
            hasOthers && key == .unknown ? typed.1 : key
        }
        #expect(known == typed.map(\.1))
        await display.close()
    }

    @Test func `the ground is asked for, and its answer is no key, whatever is typed after it`()
        async throws
    {
        let terminal = try PseudoTerminal()
        let display = try open(terminal, options: DisplayOptions(asksForGround: true))
        let first = try await written(terminal, by: display) { await $0.show(grid(""), red) }
        #expect(first.contains("\u{1B}]11;?\u{1B}\\"))
        try terminal.type("\u{1B}]11;rgb:fbfb/fafa/f7f7\u{1B}\\a")
        var events = display.events.makeAsyncIterator()
        #expect(await events.next() == .ground(.light))
        #expect(await events.next() == .key(.letter("a")))
        await display.close()
    }

    @Test(arguments: ["vt100", "linux"])
    func `a terminal that may not know the question is not asked`(_ kind: String) async throws {
        let terminal = try PseudoTerminal()
        let display = try open(
            terminal, term: kind, options: DisplayOptions(asksForGround: true))
        let first = try await written(terminal, by: display) { await $0.show(grid(""), red) }
        #expect(!first.contains("\u{1B}]11"))
        await display.close()
    }

    @Test func `a new size is told, and all of it can be drawn upon`() async throws {
        let terminal = try PseudoTerminal()
        let display = try open(terminal)
        _ = try await written(terminal, by: display) { await $0.show(grid("small"), red) }
        try terminal.resize(columns: 120, rows: 33)
        kill(getpid(), SIGWINCH)
        var events = display.events.makeAsyncIterator()
        #expect(await events.next() == .resized(Size(columns: 120, rows: 33)))
        #expect(await display.size == Size(columns: 120, rows: 33))
        var large = Grid(size: Size(columns: 120, rows: 33))
        large.write("far", row: 32, column: 110, role: .text)
        let text = try await written(terminal, by: display) { [large] in await $0.show(large, red) }
        #expect(text.contains("far"))
        #expect(!text.contains("\u{1B}[2J"))
        await display.close()
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func `signals that end a program are told, and do not end it`(_ signal: Int32) async throws {
        let terminal = try PseudoTerminal()
        let display = try open(terminal)
        kill(getpid(), signal)
        var events = display.events.makeAsyncIterator()
        #expect(await events.next() == .ended(signal: signal))
        await display.close()
    }

    @Test func `the terminal is given back as it was`() async throws {
        let terminal = try PseudoTerminal()
        let before = try terminal.modes()
        let display = try open(terminal)
        #expect(try terminal.modes() != before)
        _ = try await written(terminal, by: display) { await $0.show(grid("x"), red) }
        async let farewell = Task.detached { try terminal.output(until: "\u{1B}[?1049l") }.value
        await display.close()
        await display.close()
        _ = try await farewell
        #expect(try terminal.modes() == before)
        var events = display.events.makeAsyncIterator()
        #expect(await events.next() == nil)
    }

    @Test func `without colours none are sent, and what has meaning is still marked`() async throws
    {
        let terminal = try PseudoTerminal()
        setenv("LC_ALL", "C.UTF-8", 1)
        setenv("TERM", "xterm-256color", 1)
        setenv("NO_COLOR", "1", 1)
        let display = try NcursesDisplay(
            DisplayOptions(), input: terminal.slave, output: terminal.slave)
        unsetenv("NO_COLOR")
        #expect(display.capabilities.colours == 0)
        let text = try await written(terminal, by: display) { await $0.show(grid("bold"), red) }
        for code in Self.colourCodes(in: text) {
            #expect(!(30...49).contains(code) && !(90...107).contains(code), "\(code)")
        }
        #expect(Self.colourCodes(in: text).contains(1))
        await display.close()
    }

    /// The numbers in all `ESC [ … m` of a text.
    private static func colourCodes(in text: String) -> [Int] {
        text.split(separator: "\u{1B}[").dropFirst().flatMap { piece -> [Int] in
            guard let end = piece.firstIndex(where: { !"0123456789;".contains($0) }),
                piece[end] == "m"
            else { return [] }
            return piece[..<end].split(separator: ";").compactMap { Int($0) }
        }
    }

    @Test func `colours are used against NO_COLOR when they are asked for by name`() {
        #expect(TerminalOpening.wantsColours(.auto, noColour: nil))
        #expect(TerminalOpening.wantsColours(.auto, noColour: ""))
        #expect(!TerminalOpening.wantsColours(.auto, noColour: "0"))
        #expect(TerminalOpening.wantsColours(.always, noColour: "1"))
        #expect(!TerminalOpening.wantsColours(.never, noColour: nil))
    }

    @Test func `in the C locale the terminal counts as ASCII, and a missing UTF-8 one as C.UTF-8`()
        async throws
    {
        for (locale, isUTF8) in [("C", false), ("en_XX.UTF-8", true), ("C.UTF-8", true)] {
            let terminal = try PseudoTerminal()
            let display = try open(terminal, locale: locale)
            #expect(display.capabilities.isUTF8 == isUTF8, "\(locale)")
            await display.close()
        }
    }

    @Test(arguments: [
        ("vt100", 0), ("linux", 8), ("screen", 8), ("xterm-256color", 256),
        ("xterm-unheard-of", 256),
    ])
    func `many kinds of terminals will do`(_ term: String, _ colours: Int) async throws {
        let terminal = try PseudoTerminal()
        let display = try open(terminal, term: term)
        #expect(display.capabilities.colours == colours)
        let text = try await written(terminal, by: display) { await $0.show(grid("hello"), red) }
        #expect(text.contains("hello"))
        await display.close()
    }

    @Test func `what is no terminal, or cannot place its cursor, is told with a way out`() throws {
        let terminal = try PseudoTerminal()
        let simple = #expect(throws: DisplayError.self) { try open(terminal, term: "dumb") }
        #expect(simple == .terminalTooSimple(name: "dumb"))
        #expect(simple?.description.contains("set TERM") == true)
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let none = #expect(throws: DisplayError.self) {
            try NcursesDisplay(DisplayOptions(), input: ends[0], output: ends[1])
        }
        #expect(none == .noTerminal)
        #expect(none?.description.contains("start it in one") == true)
    }

    @Test func `a log that cannot be opened is told, and the terminal is as it was`() throws {
        let terminal = try PseudoTerminal()
        let before = try terminal.modes()
        let path = "/nowhere/at/all.log"
        let failure = #expect(throws: DisplayError.self) {
            try open(terminal, options: DisplayOptions(errorLog: path))
        }
        #expect(failure == .noErrorLog(path: path, errno: ENOENT))
        #expect(try terminal.modes() == before)
    }
}
