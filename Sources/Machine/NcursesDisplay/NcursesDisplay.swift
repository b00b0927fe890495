import CCurses
import Glibc
package import TextGrid

/// The terminal: keys in, grids out. One at a time in a process.
///
/// Lives on a thread of its own (`TerminalThread`); nothing of it blocks the caller's thread. The terminal is given back
/// by `close`, and by C handlers when the program exits or dies of a fault without it.
package actor NcursesDisplay {
    /// Keys and other happenings, in order, until `close`. For one reader.
    package nonisolated let events: AsyncStream<DisplayEvent>
    package nonisolated let capabilities: DisplayCapabilities

    private nonisolated let thread: TerminalThread
    private nonisolated let queue: EventQueue
    private let input: Int32
    private let output: Int32
    private let screen: OpaquePointer
    private let errorLog: ErrorLog?
    private var keys = KeyReader()
    private var pairs = ColourPairs()
    private var shown: (grid: Grid, theme: Theme)?
    private var isOpen = true

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    /// Opens the terminal of standard input and output.
    ///
    /// - Throws: `DisplayError`; the terminal is then as it was.
    package init(_ options: DisplayOptions = DisplayOptions()) throws(DisplayError) {
        try self.init(options, input: STDIN_FILENO, output: STDOUT_FILENO)
    }

    init(_ options: DisplayOptions, input: Int32, output: Int32) throws(DisplayError) {
        guard isatty(input) == 1, isatty(output) == 1 else { throw .noTerminal }
        let thread = try TerminalThread(input: input)
        let queue = EventQueue()
        let opened = try TerminalOpening.open(
            options, input: input, output: output, signals: thread.signals)
        self.thread = thread
        self.queue = queue
        self.input = input
        self.output = output
        screen = opened.screen
        errorLog = opened.errorLog
        capabilities = opened.capabilities
        events = AsyncStream(unfolding: { await queue.next() }, onCancel: { queue.finish() })
        thread.start { [weak self] happening in
            self?.assumeIsolated { $0.handle(happening) }
        }
    }

    deinit {
        thread.stop()
    }

    package var size: Size {
        Size(columns: Int(getmaxx(cc_screen())), rows: Int(getmaxy(cc_screen())))
    }

    /// Makes the terminal look like `grid`; sends only what differs.
    package func show(_ grid: Grid, _ theme: Theme) {
        guard isOpen else { return }
        shown = (grid, theme)
        let depth = ColourDepth(colours: capabilities.colours)
        werase(cc_screen())
        for row in 0..<min(grid.size.rows, size.rows) {
            for (column, cell) in grid.row(row).enumerated() where column < size.columns {
                put(cell, row, column, theme, depth)
            }
        }
        placeCursor(grid.cursor)
        wnoutrefresh(cc_screen())
        doupdate()
    }

    /// Sends every cell anew at the next `show`.
    package func forgetScreen() {
        guard isOpen else { return }
        redrawwin(cc_screen())
    }

    package func beep() {
        guard isOpen else { return }
        CCurses.beep()
    }

    /// Throws away keys that have been typed but not told.
    package func flushTypeAhead() {
        guard isOpen else { return }
        flushinp()
        queue.dropKeys()
    }

    /// Gives the terminal back and stops the process group, as Control-Z does; `resumed` follows when it goes on.
    package func suspend() {
        guard isOpen else { return }
        def_prog_mode()
        endwin()
        errorLog?.release()
        // The whole group, so that a supervisor stops with its machine and the shell gets the terminal. SIGCONT brings
        // the screen back.
        kill(0, SIGSTOP)
    }

    /// Gives the terminal back for good. A second time does nothing.
    package func close() {
        guard isOpen else { return }
        isOpen = false
        endwin()
        cc_disarm_restore()
        cc_unwatch_signals()
        errorLog?.release()
        delscreen(screen)
        queue.finish()
    }

    // MARK: What the thread hears

    private func handle(_ happening: TerminalThread.Happening) {
        guard isOpen else { return }
        switch happening {
        case .input: tellKeys()
        case .hangUp: queue.push(.ended(signal: SIGHUP))
        case .signals(let signals): handleSignals(signals)
        }
    }

    private func tellKeys() {
        for event in keys.typed() { queue.push(event) }
    }

    private func handleSignals(_ signals: UInt32) {
        let came = { (bit: cc_signal) in signals & bit.rawValue != 0 }
        if came(cc_stop_wanted) { suspend() }
        if came(cc_continued) { resume() }
        if came(cc_resized) { takeNewSize() }
        if came(cc_terminated) { queue.push(.ended(signal: SIGTERM)) }
        if came(cc_hung_up) { queue.push(.ended(signal: SIGHUP)) }
        if came(cc_interrupted) { queue.push(.ended(signal: SIGINT)) }
    }

    private func takeNewSize() {
        var rows: Int32 = 0
        var columns: Int32 = 0
        guard cc_window_size(output, &rows, &columns) else { return }
        // A terminal that reflows its text has moved cells that ncurses believes it knows: all are sent anew.
        cc_resize(rows, columns)
        queue.push(.resized(Size(columns: Int(columns), rows: Int(rows))))
    }

    private func resume() {
        errorLog?.lead()
        reset_prog_mode()
        takeNewSize()
        if let shown { show(shown.grid, shown.theme) }
        // ncurses switches the keypad on again only when it reads.
        tellKeys()
        queue.push(.resumed)
    }

    // MARK: Drawing

    private func put(_ cell: Cell, _ row: Int, _ column: Int, _ theme: Theme, _ depth: ColourDepth)
    {
        guard cell.extent != .rightHalf else { return }
        let ink = Ink(theme.style(cell.role, on: cell.ground), depth: depth)
        let text = ([cell.base] + cell.marks).map { wchar_t(bitPattern: $0.value) }
        cc_put(
            Int32(row), Int32(column), text, Int32(text.count), ink.attributes,
            pairs.number(of: ink))
    }

    private func placeCursor(_ cursor: Position?) {
        guard let cursor, cursor.row < size.rows, cursor.column < size.columns else {
            curs_set(0)
            return
        }
        curs_set(1)
        wmove(cc_screen(), Int32(cursor.row), Int32(cursor.column))
    }
}
