internal import BankProtocol
internal import CashMachine

/// Transfers, of which no device tells. Invariants 1 and 6 look at whose accounts were moved, and by how much; 12 at rest at
/// what the books say and what machines have told their customers.
extension Auditor {
    /// After all postings of a commit: its receiver has what was posted less what was taken back, one of the card's accounts
    /// lacks as much, and nobody else is concerned.
    func checkTransfer(_ name: KeyName, _ story: KeyStory) {
        guard !story.moved.isEmpty, !story.isAmbiguous, let decided = story.decided else { return }
        let standing = story[.original].posted - story[.reversal].posted
        let receiver = decided.receiver.flatMap(AccountNumber.init)
        let givers = accounts(of: decided.card).filter {
            story.moved[$0] != nil && $0 != receiver
        }
        check(
            story.moved.count == 2 && givers.count == 1
                && receiver.map { story.moved[$0] } == standing,
            .recordsMatchPostings,
            "\(name) to \(decided.receiver ?? "nobody"): \(standing) stands, and moved was \(story.moved)"
        )
    }

    private func accounts(of card: String?) -> [AccountNumber] {
        Parties.all.bearers.filter { $0.card.number.digits == card }
            .flatMap { [$0.account, $0.otherAccount].compactMap(\.self) }
    }

    /// What a machine writes of a transfer. What a former journal told its customer stays told.
    func followTransfer(_ number: Int, _ event: JournalEvent, _ key: RequestKey) {
        let name = name(key, machines[number].terminal)
        if case .transfer = event { stories[name, default: KeyStory()].transfer = .open }
        guard let before = stories[name]?.transfer else { return }
        let isTold = before == .done || before == .undone
        switch event {
        case .settled(_, .transferred): stories[name]?.transfer = .done
        case .settled(_, .declined), .settled(_, .reversed): stories[name]?.transfer = .undone
        case .leftToBank, .settled(_, .leftToBank), .settled(_, .resolved):
            if !isTold { stories[name]?.transfer = .leftToBank }
        case .instanceStarted, .devicesKnown, .epochTaken, .fenced, .inquiry, .inquirySettled,
            .withdrawal, .approved, .dispensing, .presented, .reversing, .suspect, .transfer,
            .deposit, .depositAsked, .vaulted, .handedBack, .kept, .adviceAcknowledged, .counted,
            .settled, .parked, .receipt, .cardKept, .interrupted, .newsTold, .operatorEntered,
            .operatorLeft, .operatorRefused, .cashChange, .cashCounted, .cashChangeSettled,
            .originalUnknown, .cardsHandedOver, .dayClose, .dayCloseSettled:
            break
        }
    }

    /// The bank will never take its reversal, and opened a case when it said so.
    func provesACaseOfTransfer(_ number: Int, _ event: JournalEvent, _ key: RequestKey) -> Bool {
        guard case .parked(let exchange, .duplicateKey) = event, exchange.kind == .reversal else {
            return false
        }
        return stories[name(key, machines[number].terminal)]?.transfer != nil
    }

    /// A transfer is taken back whole.
    func checkReversal(_ number: Int, _ message: SeenMessage) {
        guard message.part == .reversal, message.text(3)?.hasPrefix("40") == true else { return }
        check(
            message.actualAmount == 0, .moneyIsWhereBooksSay,
            "machine \(number) takes back a part of a transfer: \(text(of: message.bytes))")
    }

    /// What was told as done stands, what was told as undone does not; of all else the bank has a case if it stands. A copy of
    /// the journal that does not know what was told may take it back, and a second one not know of that.
    func checkTransferAtRest(_ name: KeyName, _ story: KeyStory) {
        guard let transfer = story.transfer, story.cases.isEmpty else { return }
        let standing = story[.original].posted - story[.reversal].posted
        switch transfer {
        case .done:
            check(
                standing > 0 || story.isForgotten, .moneyIsWhereBooksSay,
                "\(name): a customer was told that it is moved, and it is not")
        // An echo out of its connection told the bank that the key is settled: its fence opens no case.
        case .leftToBank where isBelowStrayMark(name):
            break
        case .undone, .leftToBank, .open:
            check(
                standing == 0, .moneyIsWhereBooksSay,
                "\(name): \(standing) stays moved, told as \(transfer), and there is no case")
        }
    }
}
