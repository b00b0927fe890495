internal import BankProtocol
internal import ISO8583
package import LinkFaults
internal import Logging
internal import MessageSecurity
internal import NIOCore
internal import Retry

/// Takes frames over the faulty line to the socket, and from the socket to the exchanges.
extension RetryingTransport {
    /// Sets, lifts or orders faults while the line runs.
    package func changeFaults(_ change: @Sendable (inout LinkFaults) -> Void) {
        change(&faults)
        if faults.isCut, let id = connection.current { lost(id, .cut) }
    }

    /// What the faults are now, and what they have done.
    package func currentFaults() -> LinkFaults { faults }

    func depart(_ frame: [UInt8]) {
        for frame in pass(frame, .toBank) { write(frame) }
    }

    func arrived(_ frame: [UInt8], from id: ConnectionID) async {
        guard connection.current == id else { return }
        for frame in pass(frame, .fromBank) { await read(frame, from: id) }
    }

    func parcelIsDue(_ parcel: FaultyLane.Parcel, _ direction: LinkFaults.Direction) async {
        guard let id = connection.current else { return }
        let frames = lanes[direction].comeDue(parcel)
        switch direction {
        case .toBank: for frame in frames { write(frame) }
        case .fromBank: for frame in frames { await read(frame, from: id) }
        }
    }

    /// What arrives at the other end now; what comes later has its alarm set.
    private func pass(_ frame: [UInt8], _ direction: LinkFaults.Direction) -> [[UInt8]] {
        let fate = faults.fate(of: Traffic(frame: frame), direction)
        let passage = lanes[direction].enter(frame, fate)
        for later in passage.later { arm(.parcel(later.parcel, direction), in: later.after) }
        return passage.now
    }

    private func write(_ frame: [UInt8]) {
        channel?.writeAndFlush(frame, promise: nil)
    }

    private func read(_ frame: [UInt8], from id: ConnectionID) async {
        guard connection.current == id else { return }
        connection.heard(from: id, at: clock.now())
        do {
            try await read(Message(parsing: frame))
        } catch {
            logger.warning("dropped, as if lost: \(error)")
        }
    }

    private func read(_ message: Message) async throws {
        switch try BankMessage(message) {
        case .keyed(let answer):
            guard answer.terminal == configuration.terminal else { return refuse(answer.terminal) }
            keyedAnswered(answer, message)
        case .network(let answer):
            guard answer.terminal == configuration.terminal else { return refuse(answer.terminal) }
            let macs = networkMACs[answer.stan] ?? SentMACs()
            guard seal.isAuthentic(message, answering: macs) else {
                return logger.warning("a 0810 bears a wrong MAC: dropped, as if lost")
            }
            await networkAnswered(answer)
        }
    }

    private func refuse(_ terminal: TerminalID) {
        logger.warning("an answer to terminal \(terminal), not to this one: dropped, as if lost")
    }
}
