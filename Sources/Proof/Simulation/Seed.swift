internal import CashMachine

/// One seed's world, from its beginning to its rest.
package struct Seed: Sendable {
    package let number: UInt64

    package init(_ number: UInt64) {
        self.number = number
    }

    /// How it ended, and what happened in it.
    package struct Outcome: Sendable {
        package let seed: UInt64
        package let violation: Violation?
        package let hash: UInt64
        package let steps: Int
        package let faults: FaultCounts
        package let moneyOperations: Int
        /// Day closes that the bank answered, and those whose totals differed.
        package let daysClosed: Int
        package let daysOutOfBalance: Int
        /// What the bank refused, as `210 94 KEY-SETTLED`, and how often.
        package let refusals: [String: Int]
        /// The longest that a key was open after the last fault, and how long it took until all was at rest.
        package let longestOpen: Duration
        package let rest: Duration
        package let simulated: Duration
        /// Empty unless it was asked for.
        package let trace: [String]
    }

    /// No seed's troubles last longer; what is not done by then is left undone.
    private static let longestTrouble = Instant.start + .seconds(6 * 3600)
    private static let mostTrouble = 9_000
    /// With all faults over, everything must be settled within this time.
    private static let longestRest = Duration.seconds(1800)
    private static let mostSteps = 400_000

    /// Runs it; the same seed runs the same way every time.
    package func run(keepsTrace: Bool = false) -> Outcome {
        let world = World(seed: number, plan: FaultPlan(seed: number), keepsTrace: keepsTrace)
        Self.trouble(world)
        let faultsEnded = world.now
        if world.auditor.violation == nil { Self.rest(world) }
        let rest = Duration.microseconds(world.now.microseconds - faultsEnded.microseconds)
        if world.auditor.violation == nil { world.auditor.cameToRest() }
        if world.auditor.violation == nil { world.letFortnightPass() }
        return Outcome(
            seed: number, violation: world.auditor.violation, hash: world.trace.hash,
            steps: world.steps, faults: world.faults, moneyOperations: world.moneyOperations,
            daysClosed: world.auditor.daysClosed, daysOutOfBalance: world.auditor.daysOutOfBalance,
            refusals: world.auditor.refusals, longestOpen: world.auditor.longestOpen, rest: rest,
            simulated: world.now.uptime, trace: world.trace.lines)
    }

    private static func trouble(_ world: World) {
        while world.moneyOperations < world.plan.moneyOperations, world.now < longestTrouble,
            world.steps < mostTrouble,
            world.auditor.violation == nil, world.step()
        {
            checkSteps(world)
        }
    }

    private static func rest(_ world: World) {
        world.endFaults()
        world.calmEverything()
        world.note { "all faults are over" }
        let deadline = world.now + longestRest
        while world.auditor.violation == nil, !world.isAtRest, world.step() {
            checkSteps(world)
            if world.now > deadline {
                world.auditor.fail(.everythingSettles, world.unsettled)
            }
        }
    }

    private static func checkSteps(_ world: World) {
        if world.steps > mostSteps {
            world.auditor.fail(.liveness, "\(mostSteps) steps and no end")
        }
    }
}

extension World {
    fileprivate var unsettled: String {
        machines.map {
            "machine \($0.number) \($0.isRunning ? "" : "not running ")\($0.machine.situation), open \($0.machine.book.openMoneyKeys), cash changes \($0.machine.book.cashChanges.keys.sorted())"
        }.joined(separator: "; ")
    }
}
