package import TextGrid

/// What a terminal tells.
package enum DisplayEvent: Hashable, Sendable {
    case key(Key)
    case resized(Size)
    /// The terminal answered, if it was asked.
    case ground(TerminalGround)
    /// The program was stopped and goes on: the screen is empty until the next `show`.
    case resumed
    /// SIGTERM, SIGHUP or SIGINT came, or the terminal went away (SIGHUP). Time to close.
    case ended(signal: Int32)
}
