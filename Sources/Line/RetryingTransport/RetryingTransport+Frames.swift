internal import LineSession
package import LinkFaults
internal import NIOCore
internal import Retry

/// Takes frames over the faulty line to the socket, and from the socket to the exchanges.
extension RetryingTransport {
    /// Sets, lifts or orders faults while the line runs.
    package func changeFaults(_ change: @Sendable (inout LinkFaults) -> Void) {
        change(&faults)
        if faults.isCut, let id = line.current { lost(id, .cut) }
    }

    /// What the faults are now, and what they have done.
    package func currentFaults() -> LinkFaults { faults }

    func depart(_ frame: [UInt8]) {
        for copy in pass(frame, .toBank) { write(copy.frame) }
    }

    func arrived(_ frame: [UInt8], from id: ConnectionID) async {
        guard line.current == id else { return }
        for copy in pass(frame, .fromBank) { await read(copy.frame, from: id) }
    }

    func parcelIsDue(_ parcel: FaultyLane.Parcel, _ direction: LinkFaults.Direction) async {
        guard let id = line.current else { return }
        let copies = lanes[direction].comeDue(parcel)
        tap?.arrived(copies, direction)
        switch direction {
        case .toBank: for copy in copies { write(copy.frame) }
        case .fromBank: for copy in copies { await read(copy.frame, from: id) }
        }
    }

    /// What arrives at the other end now; what comes later has its alarm set.
    private func pass(_ frame: [UInt8], _ direction: LinkFaults.Direction) -> [Carried] {
        let order = faults.armed[direction].first
        let fate = faults.fate(of: Traffic(frame: frame), direction)
        let message = tap?.entered(frame, direction, fate) ?? Carried(frame)
        if let order, faults.lastStruck[direction] == order.number { tap?.struck(order, direction) }
        let passage = lanes[direction].enter(message, fate)
        for later in passage.later { arm(.parcel(later.parcel, direction), in: later.after) }
        tap?.arrived(passage.now, direction)
        return passage.now
    }

    /// The line is no more, and all that was on it.
    func emptyLanes() {
        for direction in LinkFaults.Direction.allCases {
            tap?.lost(lanes[direction].emptied(), direction)
        }
    }

    private func write(_ frame: [UInt8]) {
        channel?.writeAndFlush(frame, promise: nil)
    }

    private func read(_ frame: [UInt8], from id: ConnectionID) async {
        await perform(line.received(frame, from: id, at: clock.now(), drawJitter))
    }
}
