internal import BankProtocol

/// What the bank could not serve when it was asked last.
struct Deferral {
    struct Exchange: Hashable {
        let key: RequestKey
        /// The request's type without its last digit, which tells a repeat.
        let type: Int
    }

    var refusedAt: Instant
    /// How often in a row it was asked again at once.
    var hurries = 0
}

/// Pacing (`protocol.md` §5): what is answered 91 or 96 is asked again later. Now and then such an answer to an earlier sending
/// comes just before the next is due; so many in a row do not.
extension Auditor {
    private static let mostHurries = 4
    /// A machine's own steps take less, and the shortest wait is 180 ms.
    private static let atOnce = Duration.milliseconds(5)

    func noteDeferral(_ number: Int, _ message: SeenMessage) {
        guard let key = message.requestKey, let code = message.text(39) else { return }
        let exchange = Deferral.Exchange(key: key, type: message.type / 10 - 1)
        guard code == "91" || code == "96" else {
            machines[number].deferrals[exchange] = nil
            return
        }
        machines[number].deferrals[exchange, default: Deferral(refusedAt: now)].refusedAt = now
    }

    func checkPace(_ number: Int, _ message: SeenMessage) {
        guard let key = message.requestKey else { return }
        let exchange = Deferral.Exchange(key: key, type: message.type / 10)
        guard let deferral = machines[number].deferrals[exchange] else { return }
        guard now < deferral.refusedAt + Self.atOnce else {
            machines[number].deferrals[exchange] = nil
            return
        }
        let hurries = deferral.hurries + 1
        machines[number].deferrals[exchange]?.hurries = hurries
        check(
            hurries <= Self.mostHurries, .backsOff,
            "machine \(number) asked again at once, \(hurries) times in a row: \(text(of: message.bytes))"
        )
    }
}
