package import TextGrid

/// The terminal: keys in, grids out. One at a time in a process.
package actor NcursesDisplay {
    /// Keys and other happenings, in order, until `close`. For one reader.
    package nonisolated let events: AsyncStream<DisplayEvent>
    package nonisolated let capabilities: DisplayCapabilities

    package init(_ options: DisplayOptions = DisplayOptions()) throws(DisplayError) {
        throw .noTerminal
    }

    package var size: Size { .machine }

    /// Makes the terminal look like `grid`; sends only what differs.
    package func show(_ grid: Grid, _ theme: Theme) {}
    /// Sends every cell anew at the next `show`.
    package func forgetScreen() {}
    package func beep() {}
    /// Throws away keys that have been typed but not told.
    package func flushTypeAhead() {}
    /// Gives the terminal back and stops the process group, as Control-Z does; `resumed` follows when it goes on.
    package func suspend() {}
    /// Gives the terminal back for good. A second time does nothing.
    package func close() {}
}
