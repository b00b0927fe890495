internal import LinkFaults

/// Tells an observer what happens to messages on the line: numbers them, dates them, and masks them.
struct LineTap: Sendable {
    private let clock: LineClock
    private let began: Duration
    private let tell: @Sendable (LineNews) -> Void
    private var messages = 0

    init(_ clock: LineClock, _ tell: @escaping @Sendable (LineNews) -> Void) {
        self.clock = clock
        self.tell = tell
        began = clock.now()
    }

    /// - Returns: The message as the line is to carry it.
    mutating func entered(
        _ frame: [UInt8], _ direction: LinkFaults.Direction, _ fate: Fate
    ) -> Carried {
        messages += 1
        let message = Carried(frame, message: messages, secrets: Secrets.places(in: frame))
        report(message, direction, .entered(fate))
        return message
    }

    func arrived(_ copies: [Carried], _ direction: LinkFaults.Direction) {
        for copy in copies { report(copy, direction, .arrived) }
    }

    func lost(_ copies: [Carried], _ direction: LinkFaults.Direction) {
        for copy in copies { report(copy, direction, .lostWithConnection) }
    }

    func struck(_ order: ArmedStrike, _ direction: LinkFaults.Direction) {
        tell(.struck(direction, order))
    }

    func connected() { tell(.connected(at: now)) }

    func disconnected() { tell(.disconnected(at: now)) }

    private func report(
        _ copy: Carried, _ direction: LinkFaults.Direction, _ event: LineSighting.Event
    ) {
        tell(
            .sighting(
                LineSighting(
                    message: copy.message, copy: copy.copy, direction: direction,
                    frame: copy.masked, at: now, event: event)))
    }

    private var now: Duration { clock.now() - began }
}
