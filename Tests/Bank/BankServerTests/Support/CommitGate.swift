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
                // A test that failed before it let go must not hang all the others.
                _ = self.goOn.wait(timeout: .now() + 30)
            }))
    }

    /// Returns when a commit has begun.
    func awaitCommit() { began.wait() }

    func letGo() { goOn.signal() }
}
