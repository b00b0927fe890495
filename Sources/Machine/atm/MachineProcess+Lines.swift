internal import NcursesDisplay
internal import Screens
internal import TextGrid

/// What is typed at a machine that speaks in lines, and what it says.
extension MachineProcess {
    /// Takes the lines that were typed, one screen after the other.
    ///
    /// - Returns: An exit code when this was the last of them, or one of them left.
    mutating func takeLines() async -> Int32? {
        guard case .lines(let terminal) = face else { return nil }
        while let line = talk.next(at: state, isScript: !terminal.isInteractive) {
            switch TypedLine(line, at: state) {
            case .again: say(on: terminal, .again)
            case .time: say(on: terminal, .time)
            case .help:
                if let exitCode = await type([.text("?")]) { return exitCode }
                say(on: terminal, .help)
            case .keys(let keys):
                talk.wasOfUse = true
                if let exitCode = await type(keys) { return exitCode }
                say(on: terminal, .typed(wasOfUse: talk.wasOfUse))
            }
        }
        return talk.isOver(at: state) ? 0 : nil
    }

    /// - Returns: An exit code when one of the keys left.
    mutating func type(_ keys: [Key]) async -> Int32? {
        for key in keys {
            if let exitCode = await press(key) { return exitCode }
        }
        return nil
    }

    mutating func say(on terminal: LineTerminal, _ cause: Narrator.Cause) {
        terminal.say(talk.lines(state, cause, isUTF8: terminal.capabilities.isUTF8))
        terminal.show(typing: talk.mayBeSeen(at: state))
    }
}
