import CCurses
internal import Glibc
import Synchronization
package import TextGrid

/// What somebody who types lines does.
package enum LineEvent: Hashable, Sendable {
    /// The characters of a line, without its end. Control-C and Control-Q end a line too, and are its last character.
    case typed([Key])
    /// There will be no more lines.
    case ended
    /// SIGTERM, SIGHUP or SIGINT came, or nobody reads what is said. Time to close.
    case signal(Int32)
}

/// A terminal, or a script's two pipes, that is read and written line by line: nothing here ever moves a cursor.
package final class LineTerminal: Sendable {
    /// In order, until `close`. For one reader.
    package let events: AsyncStream<LineEvent>
    package let capabilities: DisplayCapabilities
    /// Whether a person's terminal is behind standard input; else it is a script.
    package let isInteractive: Bool

    private let tell: AsyncStream<LineEvent>.Continuation
    private let thread: TerminalThread
    private let reader = Mutex(LineReader())
    private let modes: Mutex<TypingModes?>

    /// - Parameter mayBeLeft: Whether Control-Z and Control-D mean what they do elsewhere.
    /// - Throws: `DisplayError.noDescriptor`.
    package init(mayBeLeft: Bool) throws(DisplayError) {
        capabilities = DisplayCapabilities(colours: 0, isUTF8: cc_take_locale())
        thread = try TerminalThread(input: STDIN_FILENO)
        (events, tell) = AsyncStream.makeStream()
        let modes = TypingModes(STDIN_FILENO, mayBeLeft: mayBeLeft)
        isInteractive = modes != nil
        self.modes = Mutex(modes)
        signal(SIGPIPE, SIG_IGN)
        cc_arm_restore(STDIN_FILENO, "", 0)
        cc_watch_signals(thread.signals)
        self.modes.withLock { $0?.apply() }
        thread.start { [weak self] happening in self?.handle(happening) }
    }

    deinit {
        thread.stop()
    }

    /// Prints lines.
    package func say(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(STDOUT_FILENO, $0.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                tell.yield(.signal(SIGHUP))
                return
            }
            done += count
        }
    }

    /// Has what is typed echoed or not; what was typed before it was not to be seen is thrown away.
    package func show(typing isSeen: Bool) {
        modes.withLock { $0?.show(isSeen) }
    }

    /// - Returns: Whether there was anything to flush: a script types ahead on purpose.
    package func flushTypeAhead() -> Bool {
        guard isInteractive else { return false }
        tcflush(STDIN_FILENO, TCIFLUSH)
        return true
    }

    /// Gives the terminal back for good.
    package func close() {
        modes.withLock { modes in
            modes?.restore()
            modes = nil
        }
        cc_disarm_restore()
        cc_unwatch_signals()
        tell.finish()
    }

    // MARK: What the thread hears

    private func handle(_ happening: TerminalThread.Happening) {
        switch happening {
        case .input: readOnce()
        case .hangUp:
            // What was written before it is there still.
            while readOnce() {}
            if isInteractive { tell.yield(.signal(SIGHUP)) }
        case .signals(let signals): handleSignals(signals)
        }
    }

    /// - Returns: Whether there was anything.
    @discardableResult
    private func readOnce() -> Bool {
        let (lines, isOver) = reader.withLock { $0.read(STDIN_FILENO) }
        for line in lines { tell.yield(.typed(line)) }
        if isOver {
            thread.ignoreInput()
            tell.yield(.ended)
        }
        return !isOver
    }

    private func handleSignals(_ signals: UInt32) {
        let came = { (bit: cc_signal) in signals & bit.rawValue != 0 }
        if came(cc_stop_wanted) {
            modes.withLock { $0?.restore() }
            kill(0, SIGSTOP)
        }
        if came(cc_continued) { modes.withLock { $0?.apply() } }
        if came(cc_terminated) { tell.yield(.signal(SIGTERM)) }
        if came(cc_hung_up) { tell.yield(.signal(SIGHUP)) }
        if came(cc_interrupted) { tell.yield(.signal(SIGINT)) }
    }
}
