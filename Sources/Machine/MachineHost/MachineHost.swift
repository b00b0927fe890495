package import BankProtocol
package import CashMachine
package import Logging
package import MachineStore
package import RetryingTransport

/// Runs a `CashMachine`: hands it what happens, and does what it says, in order.
package actor MachineHost: SignOnAuthority {
    /// All that the screens are told, in order; for one reader.
    package nonisolated let reports: AsyncStream<MachineReport>

    /// Reads the journal.
    ///
    /// - Throws: `MachineStoreError` when the journal is damaged or cannot be read.
    package init(
        _ directory: MachineDirectory, settings: CashMachine.Settings,
        clock: MachineClock = .system, logger: Logger
    ) throws {
        fatalError("bodies follow")
    }

    /// Asks the devices, settles what a former run left open, then serves customers until its task is cancelled.
    ///
    /// - Throws: `MachineStoreError` when the journal or a device cannot be written: the machine has said that it is out of
    ///   service and does nothing more; a new one over the same directory may try again.
    package func run(over line: Line) async throws {
        fatalError("bodies follow")
    }

    package func customer(_ command: CustomerCommand) {
        fatalError("bodies follow")
    }

    package func signOn() async -> SignOn {
        fatalError("bodies follow")
    }

    package func answered(_ signOn: SignOn, with answer: NetworkAnswer) async -> SignOnVerdict {
        fatalError("bodies follow")
    }
}
