internal import ArgumentParser
internal import Foundation
internal import Lab

/// Shows what this machine does differently, by what happens without.
struct ContrastCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contrast",
        abstract: "Compare three ways that lose or double money with this machine's own.",
        discussion: """
            The same withdrawals under the same faults (messages lost both ways, the bank killed between its commit and its
            answer, the machine's power cut) are made four times: without any retry; with retries that the bank cannot tell
            from new requests; with keys that neither side keeps durably; and as this machine makes them. All in virtual
            time, in memory; the same seed gives the same table.

            EXAMPLES
              atm lab contrast
              atm lab contrast --seed 7 --withdrawals 1000

            EXIT CODES
              0 this machine conserved the money, 64 wrong usage, 70 it did not
            """)

    @Option(help: "The seed of all faults; drawn and printed when not given.")
    var seed: UInt64?

    @Option(help: "How many withdrawals each of the four makes.")
    var withdrawals = 200

    func validate() throws {
        guard (1...10_000).contains(withdrawals) else {
            throw ValidationError("--withdrawals takes 1 to 10000.")
        }
    }

    func run() throws {
        let plan = ContrastPlan(
            seed: seed ?? .random(in: 1...999_999), withdrawals: withdrawals)
        let outcomes = Contrast.outcomes(plan)
        FileHandle.standardOutput.write(
            Data((ContrastTable.text(outcomes, of: plan) + "\n").utf8))
        guard outcomes.allSatisfy({ $0.mode != .asBuilt || $0.isConserved }) else {
            throw Complaint(
                "this machine did not conserve the money with seed \(plan.seed): that is a fault of the program; please report the seed.",
                exitCode: 70
            ).said()
        }
    }
}
