/// A further child of the demo's supervisor, beside machine and bank: started and stopped by order.
package enum Companion: Hashable, Sendable {
    /// A machine without a screen, at which simulated customers stand in line; by its number, from 1.
    case teller(Int)
    /// Gives lessons: presses the machine's keys and sets faults.
    case teacher

    /// All that a workload needs beside the machine itself.
    package static let tellers: [Companion] = [.teller(1), .teller(2)]
}
