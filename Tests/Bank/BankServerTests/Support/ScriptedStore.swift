import BankProtocol
import LedgerStore
import Synchronization

/// A store that keeps no books: it says what the script says and remembers what it was asked.
final class ScriptedStore: LedgerStore, Sendable {
    struct Script: Sendable {
        var signOn = SignOnDecision.granted(EpochGrant(epoch: Fixtures.epoch, seen: .none))
        var raisesMarks = true
        /// A refusal needs no fields that only books could fill.
        var answer: @Sendable (Arrival) -> Answer = {
            Answer(to: $0.transmission.request, .noSuchCard)
        }
        /// Called in the middle of a commit; may wait, so that a test can hold the writer.
        var duringCommit: @Sendable () throws(CommitFailure) -> Void = {}
    }

    private let script: Script
    private struct Log {
        var batches: [[Arrival]] = []
        var marks: [SequenceNumber] = []
        var requestsBeforeSignOns: [Int] = []
    }

    private let log = Mutex(Log())

    init(_ script: Script = Script()) {
        self.script = script
    }

    var batches: [[Arrival]] { log.withLock { $0.batches } }
    var marks: [SequenceNumber] { log.withLock { $0.marks } }
    /// Of each sign-on, how many requests were committed when it was asked.
    var requestsBeforeSignOns: [Int] { log.withLock { $0.requestsBeforeSignOns } }

    func commit(_ batch: [Arrival], at now: Timestamp) throws(CommitFailure) -> [Answer] {
        log.withLock { $0.batches.append(batch) }
        try script.duringCommit()
        return batch.map(script.answer)
    }

    func signOn(
        _ signOn: SignOn, of terminal: TerminalID, at now: Timestamp
    ) throws(CommitFailure) -> SignOnDecision {
        log.withLock { $0.requestsBeforeSignOns.append($0.batches.joined().count) }
        return script.signOn
    }

    func raiseMark(
        of terminal: TerminalID, in epoch: Epoch, to mark: SequenceNumber
    ) throws(CommitFailure) -> Bool {
        log.withLock { $0.marks.append(mark) }
        return script.raisesMarks
    }
}
