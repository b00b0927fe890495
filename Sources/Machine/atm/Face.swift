internal import NcursesDisplay
internal import TextGrid

/// What the machine shows to a person: screens, or lines; or nothing, where nobody looks.
enum Face: Sendable {
    case screen(NcursesDisplay)
    case lines(LineTerminal)
    case none

    /// Which of them, before it is opened.
    enum Kind {
        case screen
        case lines
        case none
    }

    /// - Throws: `DisplayError`.
    static func open(_ plan: MachineProcess.Plan) throws -> Face {
        if plan.isFaceless { return .none }
        guard plan.screen.plain else {
            return .screen(
                try NcursesDisplay(
                    DisplayOptions(
                        colour: plan.screen.colourUse, errorLog: plan.state.machineLog,
                        asksForGround: plan.screen.theme == nil
                            && ThemeCycle.groundByEnvironment == nil)))
        }
        return .lines(try LineTerminal(mayBeLeft: !plan.isKiosk))
    }

    var capabilities: DisplayCapabilities {
        switch self {
        case .screen(let display): display.capabilities
        case .lines(let terminal): terminal.capabilities
        case .none: DisplayCapabilities(colours: 0, isUTF8: true)
        }
    }

    var size: Size {
        get async {
            switch self {
            case .screen(let display): await display.size
            case .lines, .none: .machine
            }
        }
    }

    func listen(_ tell: AsyncStream<MachineProcess.Happening>.Continuation) async {
        switch self {
        case .screen(let display):
            for await event in display.events { tell.yield(.display(event)) }
        case .lines(let terminal):
            for await event in terminal.events { tell.yield(.line(event)) }
        case .none: break
        }
    }

    func beep() async {
        guard case .screen(let display) = self else { return }
        await display.beep()
    }

    func forgetScreen() async {
        guard case .screen(let display) = self else { return }
        await display.forgetScreen()
    }

    /// A terminal that speaks in lines is suspended by its own driver.
    func suspend() async {
        guard case .screen(let display) = self else { return }
        await display.suspend()
    }

    /// - Returns: Whether what was typed before is to be thrown away; a script types ahead on purpose.
    func flushTypeAhead() async -> Bool {
        switch self {
        case .screen(let display):
            await display.flushTypeAhead()
            return true
        case .lines(let terminal):
            return terminal.flushTypeAhead()
        case .none:
            return false
        }
    }

    func close() async {
        switch self {
        case .screen(let display): await display.close()
        case .lines(let terminal): terminal.close()
        case .none: break
        }
    }
}
