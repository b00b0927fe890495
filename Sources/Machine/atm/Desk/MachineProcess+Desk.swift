internal import BankProtocol
internal import Desk
internal import MachineHost
internal import Screens
internal import TextGrid

/// The grader's desk beside the machine's screens: keys that are its own, and what it asks for.
extension MachineProcess {
    /// Whose a key is; all are the machine's where there is no desk.
    mutating func course(of key: Key) -> Seat.Course {
        let course = seat?.take(key) ?? .machine(key)
        seeDesk()
        return course
    }

    /// - Returns: What the machine's screens are told to measure.
    mutating func machineSize(in size: Size) -> Size {
        seat?.resized(size)
        seeDesk()
        return seat?.machineSize ?? size
    }

    private func seeDesk() {
        deskFeed.see(seat?.isDeskShown == true)
    }

    mutating func tickDesk() {
        let wall = MachineClock.system.wall().civil(utcOffset: plan.configuration.utcOffset)
        let now = uptime
        seat?.tell(.tick(uptime: now, clock: wall.clockText))
    }

    /// - Returns: An exit code when one of them ends the process.
    mutating func perform(_ effects: [Desk.Effect]) async -> Int32? {
        for effect in effects {
            if let exitCode = await perform(effect) { return exitCode }
        }
        return nil
    }

    private mutating func perform(_ effect: Desk.Effect) async -> Int32? {
        switch effect {
        case .order(let order):
            deskControl?.give(order, tell)
            return nil
        case .startSweep:
            let seed = seat?.desk.seed ?? 1
            Task.detached(priority: .utility) { [tell] in await DeskFeed.sweep(seed: seed, tell) }
            return nil
        case .save(let rows):
            let outcome = DeskFeed.save(rows, in: plan.state)
            seat?.tell(outcome)
            return nil
        case .toMachine: return nil
        case .nextTheme: return await perform([App.Effect.nextTheme])
        case .redraw: return await perform([App.Effect.redraw])
        case .suspend: return await perform([App.Effect.suspend])
        case .beep: return await perform([App.Effect.beep])
        // Money may be on its way: the machine asks.
        case .quit: return await press(.control("q"))
        }
    }
}
