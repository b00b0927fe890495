internal import LinkFaults
internal import Retry

/// The line: frames get lost, doubled, late, out of order, damaged; connections break, at either end first.
extension World {
    /// Ends in `.connected` or `.notConnected`.
    func dial(_ id: ConnectionID, machine: Int, life: Int) {
        let limit = Duration.seconds(5)
        guard !machines[machine].isPartitioned else {
            return after(limit, .notConnected(machine: machine, life: life, id))
        }
        guard bank.isRunning else {
            return after(.milliseconds(1), .notConnected(machine: machine, life: life, id))
        }
        let wire = wires.count
        wires.append(Wire(machine: machine, life: life, connection: id))
        machines[machine].newestWire = wire
        bank.accept(wire)
        after(latency(.toBank), .connected(machine: machine, life: life, id, wire: wire))
    }

    func send(_ frame: [UInt8], over wire: Int, _ direction: Direction) {
        trace.mix(frame)
        if direction == .toBank { overtake(frame, wire) }
        let lane = direction == .toBank ? lanes.toBank : lanes.fromBank
        if machines[wires[wire].machine].isDeaf(direction) {
            faults.count(.partition)
            if direction == .toBank { held.keep(frame) }
            return note { "  … held back by a partition" }
        }
        if line.happens(lane.lossPercent) {
            faults.count(.messageLost)
            if direction == .toBank {
                held.keep(frame)
                turnUpLater(frame, wire)
            }
            return note { "  … lost" }
        }
        var copies = 1
        if line.happens(lane.duplicatePercent) {
            faults.count(.messageDuplicated)
            copies = 2
        }
        for copy in 0..<copies { travel(frame, wire, direction, lane, isSecond: copy > 0) }
    }

    /// What counts as lost may have been on its way only.
    private func turnUpLater(_ frame: [UInt8], _ wire: Int) {
        guard hasFaults, line.happens(plan.ghostPercent) else { return }
        faults.count(.messageFromThePast)
        after(ghostTime(), .ghost(machine: wires[wire].machine, frame))
    }

    private func travel(
        _ frame: [UInt8], _ wire: Int, _ direction: Direction, _ lane: FaultPlan.Lane,
        isSecond: Bool
    ) {
        var time = latency(direction)
        if line.happens(lane.delayPercent) {
            faults.count(.messageDelayed)
            time += line.duration(0...lane.longestDelay)
        }
        if isSecond, direction == .toBank, line.happens(plan.ghostPercent), hasFaults {
            faults.count(.messageFromThePast)
            let machine = wires[wire].machine
            return after(time + ghostTime(), .ghost(machine: machine, frame))
        }
        var frame = frame
        var isDamaged = false
        if line.happens(lane.corruptPercent) {
            faults.count(.messageCorrupted)
            let whole = frame
            for _ in 0..<line.within(1...3) {
                frame[line.below(frame.count)] ^= 1 << UInt8(line.below(8))
            }
            isDamaged = frame != whole
        }
        noteOrder(wire, direction, now + time)
        switch direction {
        case .toBank: after(time, .atBank(wire: wire, frame, isDamaged: isDamaged))
        case .fromBank: after(time, .atMachine(wire: wire, frame, isDamaged: isDamaged))
        }
    }

    private func noteOrder(_ wire: Int, _ direction: Direction, _ arrival: Instant) {
        let latest =
            direction == .toBank ? wires[wire].latest.toBank : wires[wire].latest.fromBank
        guard arrival >= latest else { return faults.count(.messageReordered) }
        switch direction {
        case .toBank: wires[wire].latest.toBank = arrival
        case .fromBank: wires[wire].latest.fromBank = arrival
        }
    }

    private func latency(_ direction: Direction) -> Duration {
        let range = direction == .toBank ? lanes.toBank.latency : lanes.fromBank.latency
        return line.duration(range)
    }

    /// The machine's end is gone; the bank learns of it soon, late, or by the silence only.
    func hangUp(machine wire: Int) {
        guard wires[wire].isOpenAtMachine else { return }
        wires[wire].isOpenAtMachine = false
        guard wires[wire].isOpenAtBank else { return }
        if !hasFaults || !line.oneIn(4) {
            after(line.duration(0...2_000_000), .brokenForBank(wire: wire))
        }
    }

    /// The bank's end is gone.
    func hangUp(bank wire: Int) {
        guard wires[wire].isOpenAtBank else { return }
        wires[wire].isOpenAtBank = false
        guard wires[wire].isOpenAtMachine else { return }
        if !hasFaults || !line.oneIn(4) {
            after(line.duration(0...2_000_000), .brokenForMachine(wire: wire))
        }
    }

    /// Breaks a machine's newest connection at both ends, each at its own time.
    func cut(machine: Int) {
        guard let wire = machines[machine].newestWire else { return }
        faults.count(.connectionCut)
        after(line.duration(0...1_000_000), .brokenForMachine(wire: wire))
        after(line.duration(0...60_000_000), .brokenForBank(wire: wire))
    }
}
