internal import Control
internal import Desk
internal import Recording
internal import Screens
internal import TextGrid
internal import Workload

/// Simulated customers at the machine's own screen, while the desk has sent for them and nobody else uses it.
extension MachineProcess {
    mutating func openToCustomers() {
        guard plan.hasDesk else { return }
        walkIns = ScreenQueue(
            CustomerLine(
                seed: plan.screen.line.seed ?? .random(in: .min ... .max),
                odds: VisitPlan.Odds(wrongPINPercent: 0), count: nil), at: uptime)
    }

    private var isOpenToCustomers: Bool { seat?.desk.control?.hasWorkload == true }

    /// Has them look at the screen, as long as somebody comes or is there.
    mutating func awaitCustomers() {
        guard let walkIns, isOpenToCustomers || walkIns.isServing else { return looks.stop() }
        looks.run(every: walkIns.interval) { [tell] in tell.yield(.customerLooks) }
    }

    /// - Returns: An exit code when the key was the last.
    mutating func letCustomerLook() async -> Int32? {
        let (isOpen, now, screen) = (isOpenToCustomers, uptime, state)
        let wasLeaving = walkIns?.isLeaving == true
        let key = walkIns?.look(isOpen: isOpen, at: screen, at: now)
        if wasLeaving, walkIns?.isServing == false { seat?.tell(.told(nil)) }
        guard let key else { return nil }
        return await press(key)
    }

    /// A key that no simulated customer pressed.
    ///
    /// - Returns: An exit code when it was the last.
    mutating func pressByPerson(_ key: Key) async -> Int32? {
        let (now, screen) = (uptime, state)
        guard walkIns?.personPressed(key, screen, at: now) == false else {
            for event in notes.note(key, at: screen) { recorder?.add(event) }
            return await press(key)
        }
        seat?.tell(.told("a simulated customer leaves; then it is your turn"))
        await face.beep()
        return nil
    }
}
