internal import LineSession
package import LinkFaults
internal import NIOCore
internal import Retry

/// Takes frames over the faulty line to the socket, and from the socket to the exchanges.
extension RetryingTransport {
    /// Sets, lifts or orders faults while the line runs.
    package func changeFaults(_ change: @Sendable (inout LinkFaults) -> Void) {
        change(&faults)
        if faults.isCut, let id = line.current { lost(id, "the line is cut") }
    }

    /// What the faults are now, and what they have done.
    package func currentFaults() -> LinkFaults { faults }

    func depart(_ frame: [UInt8]) {
        for frame in pass(frame, .toBank) { write(frame) }
    }

    func arrived(_ frame: [UInt8], from id: ConnectionID) async {
        guard line.current == id else { return }
        for frame in pass(frame, .fromBank) { await read(frame, from: id) }
    }

    func parcelIsDue(_ parcel: FaultyLane.Parcel, _ direction: LinkFaults.Direction) async {
        guard let id = line.current else { return }
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
        await perform(line.received(frame, from: id, at: clock.now(), drawJitter))
    }
}
