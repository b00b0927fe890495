internal import Desk
internal import Foundation
internal import Recording
internal import Screens
internal import TextGrid

/// A recorded session done once more, at this machine and its desk.
extension MachineProcess {
    /// How many events are done already is kept in the state directory: an event may kill this process.
    private var place: String { plan.state.path + "/replayed" }

    mutating func beginReplay() throws {
        guard let file = plan.replay.replay else { return }
        replay = Replay(
            try Recording(contentsOf: file), done: try placeKept(), speed: plan.replay.replaySpeed,
            at: uptime)
        // Where both are seen, Space and . are the desk's from the beginning.
        _ = seat?.take(.tab)
        tellOfReplay()
    }

    private func placeKept() throws -> Int {
        guard let kept = FileManager.default.contents(atPath: place) else { return 0 }
        guard let done = Int(String(decoding: kept, as: UTF8.self)) else {
            throw Complaint("\(place) does not say how far the replay was.", exitCode: 65)
        }
        return done
    }

    /// Has it look for its next event, as long as it goes on.
    mutating func awaitReplay() {
        guard let replay, replay.pace == .running, replay.next != nil else {
            return replayLooks.stop()
        }
        replayLooks.run(every: .milliseconds(50)) { [tell] in tell.yield(.replayLooks) }
    }

    /// - Returns: An exit code when what was done was the last.
    mutating func goOnWithReplay() async -> Int32? {
        // Before the desk's orders are heard, nothing can be done as it was.
        guard seat?.desk.control != nil else { return nil }
        let (screen, now) = (state.situation.screenName, uptime)
        let before = replay
        let event = replay?.look(at: screen, now)
        if replay != before { tellOfReplay() }
        guard let event else { return nil }
        return await perform(event)
    }

    /// Space and . of whoever watches are the replay's while it has something to do.
    ///
    /// - Returns: Whether the key is no other's, and the event that is to be done now.
    mutating func takeForReplay(_ key: Key) -> (isTaken: Bool, event: RecordedEvent?) {
        guard let next = replay?.next, seat?.deskHasFocus == true else { return (false, nil) }
        let now = uptime
        defer { tellOfReplay() }
        switch key {
        case .text(" "):
            replay?.togglePause(at: now)
            return (true, nil)
        case .text("."):
            _ = replay?.step(at: now)
            return (true, next)
        case .digit, .letter, .text, .enter, .escape, .backspace, .delete, .up, .down, .left,
            .right, .tab, .backTab, .home, .end, .pageUp, .pageDown, .control, .click, .unknown:
            return (false, nil)
        }
    }

    mutating func perform(_ event: RecordedEvent) async -> Int32? {
        keepPlace()
        defer { tellOfReplay() }
        if case .order(let order) = event {
            if let order = order.atReplay { deskControl?.give(order, tell) }
            return nil
        }
        guard let keys = DemoSecrets.keys(for: event) else {
            replay?.leaveToPerson(event)
            return nil
        }
        for key in keys {
            if let exitCode = await press(key) { return exitCode }
        }
        return nil
    }

    /// Before the event itself, so that one that kills this process is not done twice.
    private func keepPlace() {
        guard let replay else { return }
        do {
            try "\(replay.done)".write(toFile: place, atomically: true, encoding: .utf8)
        } catch {
            FileHandle.standardError.write(
                Data("\(place) cannot be written: \(error.localizedDescription)\n".utf8))
        }
    }

    private mutating func tellOfReplay() {
        guard let replay else { return }
        seat?.tell(.replay(progress: replay.progress, notice: replay.notice))
    }
}
