internal import LinkFaults

/// Frames that come long after they were sent.
extension World {
    /// A reversal or an advice is on its way for an original that the line still has: it may come in second.
    func overtake(_ frame: [UInt8], _ wire: Int) {
        guard hasFaults, !held.isEmpty, frame.settlesAKey, let key = SeenMessage(frame)?.key,
            let original = held.take(key), line.happens(plan.overtakenPercent)
        else { return }
        faults.count(.originalOvertaken)
        let time = line.duration(0...line.one(of: [1_000_000, 10_000_000, 100_000_000]))
        after(time, .ghost(machine: wires[wire].machine, original))
    }

    /// Minutes for most, hours for some.
    func ghostTime() -> Duration {
        line.duration(0...(line.oneIn(8) ? 7_200_000_000 : 600_000_000))
    }
}

extension [UInt8] {
    /// 0220 or 0420, or a repeat of one.
    fileprivate var settlesAKey: Bool {
        starts(with: [0x30, 0x32, 0x32]) || starts(with: [0x30, 0x34, 0x32])
    }
}
