import BankProtocol
import Ledger

/// Messages that the store could not carry out, each by a fault of its own, time and again.
///
/// Such a message comes again and again, since its terminal takes 96 for "not yet". Its first three failures are tried in
/// full; from then on it is tried once a minute and else answered 96 untried, so that it costs the others little, and goes
/// through by itself once what it stumbles over has been mended. It lasts as long as the process: a message's faults are
/// those of the store or of the books, and a restart is the usual cure of the one and does no harm to the other.
///
/// A message that would end the process, by a trap in our own code, is not held here: nothing of its batch was committed,
/// every restart tries it anew, and the supervisor's and the terminal's back-off bound the rate. To remember it would take
/// a durable note before each batch, on the way of every withdrawal, against a bug that the tests of totality exist to
/// exclude; and a bank that passes over what it should have posted needs a person anyway.
struct Quarantine: Hashable {
    private struct Name: Hashable {
        var terminal: TerminalID
        var exchange: ExchangeID
        var fingerprint: Fingerprint

        init(_ arrival: Arrival) {
            let request = arrival.transmission.request
            terminal = request.terminal
            exchange = request.exchange
            fingerprint = arrival.fingerprint
        }
    }

    private struct Faults: Hashable {
        var count: Int
        var last: Timestamp
    }

    static let faultsBorne = 3
    /// Seconds between two tries of a message in quarantine.
    static let term: Int64 = 60
    /// More begin anew, so that memory stays bounded.
    private static let most = 1024

    private var faults: [Name: Faults] = [:]

    /// Whether to try it. A clock that was put back must not keep a message out for longer.
    func admits(_ arrival: Arrival, at now: Timestamp) -> Bool {
        guard !faults.isEmpty, let known = faults[Name(arrival)], known.count >= Self.faultsBorne
        else { return true }
        let age = now.unixSeconds - known.last.unixSeconds
        return age < 0 || age >= Self.term
    }

    mutating func recovered(_ arrival: Arrival) {
        guard !faults.isEmpty else { return }
        faults[Name(arrival)] = nil
    }

    /// - Returns: The fault, with what it means for the message: for one line of the log.
    mutating func noting(
        _ fault: StoreError, of arrival: Arrival, at now: Timestamp
    ) -> StoreError {
        let name = Name(arrival)
        if faults.count >= Self.most, faults[name] == nil { faults = [:] }
        let count = faults[name, default: Faults(count: 0, last: now)].count + 1
        faults[name] = Faults(count: count, last: now)
        guard count >= Self.faultsBorne else { return fault }
        let key = arrival.transmission.request.key
        return StoreError(
            fault.kind,
            """
            key \(key.epoch.number)/\(key.sequence.number) of \(name.terminal) failed \(count) times and is in quarantine, tried once in \
            \(Self.term) s: \(fault)
            """)
    }
}
