import CCurses
import Glibc
import TextGrid

/// The way from a bare terminal to one that ncurses holds.
enum TerminalOpening {
    struct Opened {
        let screen: OpaquePointer
        let capabilities: DisplayCapabilities
        let errorLog: ErrorLog?
    }

    /// - Throws: `DisplayError`, with the terminal, the signals and standard error as they were.
    static func open(
        _ options: DisplayOptions, input: Int32, output: Int32, signals: Int32
    ) throws(DisplayError) -> Opened {
        let isUTF8 = cc_take_locale()
        // Before ncurses: it leaves handlers alone that are there already.
        cc_watch_signals(signals)
        cc_arm_restore(output, "", 0)
        do {
            let screen = try start(input: input, output: output)
            takeKeys(options)
            let colours = startColours(options.colour)
            if options.asksForGround, colours > 0,
                GroundQuestion.isKnown(to: environment("TERM") ?? "")
            {
                GroundQuestion.ask(output)
            }
            let farewell = TerminalFarewell.bytes(mouse: options.mouse)
            cc_arm_restore(output, farewell, farewell.count)
            let errorLog = try openLog(options.errorLog)
            return Opened(
                screen: screen,
                capabilities: DisplayCapabilities(colours: colours, isUTF8: isUTF8),
                errorLog: errorLog)
        } catch {
            cc_disarm_restore()
            cc_unwatch_signals()
            throw error
        }
    }

    private static func openLog(_ path: String?) throws(DisplayError) -> ErrorLog? {
        guard let path else { return nil }
        do {
            return try ErrorLog(path: path)
        } catch {
            endwin()
            throw error
        }
    }

    // MARK: The kind of terminal

    /// Starts ncurses with what TERM says, or with the nearest kind that is known.
    private static func start(input: Int32, output: Int32) throws(DisplayError) -> OpaquePointer {
        let name = environment("TERM") ?? "unknown"
        guard name != "dumb" else { throw .terminalTooSimple(name: name) }
        let fallbacks = ["xterm-256color", "vt100"].filter { $0 != name }
        for kind in [name] + fallbacks {
            guard let screen = newterm(kind, stream(output, "w"), stream(input, "r")) else {
                continue
            }
            guard cc_capability("cup") != nil else {
                endwin()
                delscreen(screen)
                throw .terminalTooSimple(name: kind)
            }
            if kind != name { say("The terminal \"\(name)\" is not known here; taken as \(kind).") }
            return screen
        }
        throw .unknownTerminal(name: name)
    }

    private static func stream(_ descriptor: Int32, _ mode: String) -> UnsafeMutablePointer<FILE>? {
        switch descriptor {
        case STDIN_FILENO: cc_stdin()
        case STDOUT_FILENO: cc_stdout()
        default: fdopen(dup(descriptor), mode)
        }
    }

    private static func say(_ sentence: String) {
        let line = Array((sentence + "\n").utf8)
        _ = write(STDERR_FILENO, line, line.count)
    }

    // MARK: Keys

    private static func takeKeys(_ options: DisplayOptions) {
        if environment("ESCDELAY") == nil { set_escdelay(25) }
        // Raw, so that Ctrl-C, Ctrl-Z, Ctrl-Q and Ctrl-S are keys; this clears IXON too.
        raw()
        noecho()
        nonl()
        keypad(cc_screen(), true)
        KeyReader.listenToKin()
        nodelay(cc_screen(), true)
        intrflush(cc_screen(), false)
        if options.mouse {
            mousemask(cc_left_button, nil)
            mouseinterval(0)
        }
    }

    // MARK: Colours

    /// - Returns: How many colours there are to use.
    private static func startColours(_ use: DisplayOptions.ColourUse) -> Int {
        guard wantsColours(use, noColour: environment("NO_COLOR")), has_colors(),
            start_color() == OK
        else { return 0 }
        use_default_colors()
        return Int(cc_colours())
    }

    /// By https://no-color.org: any text but an empty one switches colours off, unless they are asked for by name.
    static func wantsColours(_ use: DisplayOptions.ColourUse, noColour: String?) -> Bool {
        switch use {
        case .always: true
        case .never: false
        case .auto: (noColour ?? "").isEmpty
        }
    }

    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
