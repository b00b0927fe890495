internal import Foundation
internal import Supervisor

/// The demo's bank for a command that needs one for a moment: the one that runs already, or a child of this process.
struct DemoBank {
    let address: BankAddress
    private let child: ChildProcess?

    /// - Parameters:
    ///   - state: Whose bank it is.
    ///   - given: Another bank's address, which is then used as it is.
    /// - Returns: A bank that listens, or soon will.
    /// - Throws: A `Complaint` for an address that is none, or a bank that cannot be started.
    static func running(in state: StateDirectory, unless given: String?) async throws -> DemoBank {
        if let given { return DemoBank(address: try BankAddress(given), child: nil) }
        if let address = try serving(state) { return DemoBank(address: address, child: nil) }
        let address = "127.0.0.1:\(LoopbackPort.free())"
        do {
            let child = try ChildProcess(
                executable: try OwnExecutable.path(),
                plan: ChildProcess.Plan(
                    arguments: DemoBankCommand.arguments(store: state.bank, listen: address),
                    input: .pipe,
                    logFile: state.bankLog))
            return DemoBank(address: try BankAddress(address), child: child)
        } catch let error as ChildError {
            throw Complaint(error.description, exitCode: 70)
        }
    }

    /// Lets a bank of our own end.
    func release() {
        child?.release()
        child?.awaitEnd()
    }

    /// Where the state directory's bank says that it is being served, if somebody answers there.
    private static func serving(_ state: StateDirectory) throws -> BankAddress? {
        guard let note = FileManager.default.contents(atPath: state.bank + "/serving") else {
            return nil
        }
        let address = try BankAddress(
            String(decoding: note, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
        return LoopbackPort.isServed(address.port) ? address : nil
    }
}
