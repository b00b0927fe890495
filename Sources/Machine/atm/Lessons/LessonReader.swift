internal import BankProtocol
internal import BooksReader
internal import CashMachine
internal import Desk
internal import LedgerStore
internal import Lessons
internal import MachineStore
internal import SQLiteLedgerStore

/// Reads the demo's bank, journal and devices for a lesson, beside the processes that write them; changes nothing.
final class LessonReader {
    private let state: StateDirectory
    private let terminal: TerminalID
    private let invariants: BooksReader
    private var ledger: LedgerFollower?
    private var postings: [LedgerLine] = []

    /// - Parameters:
    ///   - terminal: The demo's machine.
    ///   - state: The demo's directory.
    init(of terminal: TerminalID, in state: StateDirectory) {
        self.state = state
        self.terminal = terminal
        invariants = BooksReader(
            of: terminal, store: state.bank, machine: state.machine,
            others: DemoTellerCommand.machines(in: state))
    }

    /// The machine first: what it calls settled, the bank has posted before.
    ///
    /// - Throws: A sentence that can be shown.
    func look() throws -> LessonBooks {
        let journal = try Journal(reading: MachineDirectory.journal(path: state.machine))
        let entries = try journal.rows().map(\.entry)
        guard
            let dispenser = try DispenserFile.report(
                at: MachineDirectory.dispenser(path: state.machine))
        else { throw Complaint("the dispenser's file is not there yet", exitCode: 69) }
        let ledger =
            try self.ledger ?? LedgerFollower(following: StoreDirectory.open(at: state.bank))
        self.ledger = ledger
        let news = try ledger.news()
        postings += news.postings
        guard let cash = news.cashAccounts[terminal] else {
            throw Complaint("the bank does not know \(terminal)", exitCode: 65)
        }
        return LessonBooks(
            of: terminal, entries, dispenser: dispenser, postings: postings, cash: cash,
            cases: news.cases, breach: try breach())
    }

    /// The first broken invariant, as the desk says it.
    private func breach() throws -> String? {
        switch Verdict.of(try invariants.look()) {
        case .unknown, .holds: return nil
        case .broken(let breach):
            return "invariant \(breach.invariant): \(breach.sentence)"
        }
    }
}
