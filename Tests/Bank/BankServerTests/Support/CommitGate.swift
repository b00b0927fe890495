import Dispatch
import LedgerStore

/// Holds the writer in the middle of a commit until the test lets it go on.
final class CommitGate: Sendable {
    private let began = DispatchSemaphore(value: 0)
    private let goOn = DispatchSemaphore(value: 0)

    /// A store whose every commit stops here.
    var store: ScriptedStore {
        ScriptedStore(
            .init(duringCommit: { () throws(CommitFailure) in
                self.began.signal()
                self.goOn.wait()
            }))
    }

    /// Returns when a commit has begun.
    func awaitCommit() { began.wait() }

    func letGo() { goOn.signal() }
}
