internal import NcursesDisplay
internal import TextGrid

/// What the machine shows to a person: screens, or lines.
enum Face: Sendable {
    case screen(NcursesDisplay)
    case lines(LineTerminal)

    /// - Throws: `DisplayError`.
    static func open(_ plan: MachineProcess.Plan) throws -> Face {
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
        }
    }

    var size: Size {
        get async {
            switch self {
            case .screen(let display): await display.size
            case .lines: .machine
            }
        }
    }

    func listen(_ tell: AsyncStream<MachineProcess.Happening>.Continuation) async {
        switch self {
        case .screen(let display):
            for await event in display.events { tell.yield(.display(event)) }
        case .lines(let terminal):
            for await event in terminal.events { tell.yield(.line(event)) }
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
        }
    }

    func close() async {
        switch self {
        case .screen(let display): await display.close()
        case .lines(let terminal): terminal.close()
        }
    }
}
