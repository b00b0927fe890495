internal import Foundation
internal import Supervisor

/// The demo's bank for a command that needs one for a moment: the one that runs already, or a child of this process.
struct DemoBank {
    let address: BankAddress
    /// Whether it speaks without TLS.
    let isPlaintext: Bool
    private let child: ChildProcess?

    /// - Parameters:
    ///   - state: Whose bank it is.
    ///   - given: Another bank's address, which is then used as it is.
    ///   - isPlaintext: How that other bank is spoken with.
    /// - Returns: A bank that listens, or soon will.
    /// - Throws: A `Complaint` for an address that is none or not to be spoken with so, or a bank that cannot be started.
    static func running(
        in state: StateDirectory, unless given: String?, isPlaintext: Bool = true
    ) async throws -> DemoBank {
        if let given {
            return DemoBank(
                address: try BankAddress(given).checked(isPlaintext: isPlaintext),
                isPlaintext: isPlaintext, child: nil)
        }
        if let running = try serving(state) { return running }
        let address = "127.0.0.1:\(LoopbackPort.free())"
        do {
            let child = try ChildProcess(
                executable: try OwnExecutable.path(),
                plan: ChildProcess.Plan(
                    arguments: DemoBankCommand.arguments(store: state.bank, listen: address),
                    input: .pipe,
                    logFile: state.bankLog))
            return DemoBank(address: try BankAddress(address), isPlaintext: true, child: child)
        } catch let error as ChildError {
            throw Complaint(error.description, exitCode: 70)
        }
    }

    /// Lets a bank of our own end.
    func release() {
        child?.release()
        child?.awaitEnd()
    }

    /// Where and how the state directory's bank says that it is being served, if somebody answers there.
    private static func serving(_ state: StateDirectory) throws -> DemoBank? {
        guard let note = FileManager.default.contents(atPath: state.bank + "/serving") else {
            return nil
        }
        let lines = String(decoding: note, as: UTF8.self).split(separator: "\n").map(String.init)
        guard let first = lines.first else { return nil }
        let address = try BankAddress(first)
        guard LoopbackPort.isServed(address.port) else { return nil }
        return DemoBank(address: address, isPlaintext: !lines.contains("tls"), child: nil)
    }
}
