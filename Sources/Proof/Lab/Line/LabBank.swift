internal import BankProtocol
internal import Ledger
internal import LedgerStore
internal import MessageSecurity

/// The bank's own rules over books in memory, which commit at once and never fail.
struct LabBank {
    static let terminal = known(TerminalID("LAB00001"))

    let store: InMemoryLedgerStore
    private let fingerprints = known(FingerprintKey(bytes: Array(repeating: 0x5A, count: 32)))

    init(terms: Terms = .standard) {
        store = InMemoryLedgerStore(
            terms: terms, day: Self.time(.zero).civil(utcOffset: terms.utcOffset).date)
        asBuilt { () throws(StoreError) in try store.enroll(Self.terminal) }
    }

    /// The wall clock's time after `uptime`, the same in every run.
    static func time(_ uptime: Duration) -> Timestamp {
        Timestamp(unixSeconds: 1_790_000_000 + uptime.components.seconds)
    }

    func open(_ account: Account) {
        asBuilt { () throws(StoreError) in try store.open(account, at: Self.time(.zero)) }
    }

    func issue(_ card: IssuedCard) {
        asBuilt { () throws(StoreError) in try store.issue(card) }
    }

    func decide(_ signOn: SignOn, at uptime: Duration) -> SignOnDecision {
        asBuilt { () throws(CommitFailure) in
            try store.signOn(signOn, of: Self.terminal, at: Self.time(uptime))
        }
    }

    /// `pin` is what the bank makes of the PIN block, which nobody enciphers here.
    func answer(
        _ transmission: Transmission, pin: PINProof? = nil, at uptime: Duration
    ) -> Answer {
        let message = TerminalMessage.keyed(transmission).message()
        let arrival = Arrival(
            transmission: transmission,
            fingerprint: fingerprints.fingerprint(of: message.sharedContent()), pin: pin)
        let answers = asBuilt { () throws(CommitFailure) in
            try store.commit([arrival], at: Self.time(uptime))
        }
        return answers[0]
    }

    private func asBuilt<Result, Failure>(_ act: () throws(Failure) -> Result) -> Result {
        do throws(Failure) {
            return try act()
        } catch {
            preconditionFailure("books in memory have no disk to fail: \(error)")
        }
    }
}

/// `value`, which this target knows to be there.
func known<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("the laboratory made a value that is none") }
    return value
}
