package import ArgumentParser
internal import BankProtocol
internal import ISO8583
internal import MessageSecurity

/// Measures what one withdrawal costs on the wire's side: encode, decode and MAC of a 0200.
package struct BenchCodec: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "bench-codec",
        abstract: "Print how long a 0200 takes to encode, decode and authenticate.",
        shouldDisplay: false)

    @Option(help: "How often each step is taken.")
    package var rounds = 300_000

    package init() {}

    package func validate() throws {
        guard rounds > 0 else { throw ValidationError("--rounds is a number above 0.") }
    }

    package func run() throws {
        let withdrawal = try Self.withdrawal()
        let key = try known(MACKey(bytes: Array(0..<16)))
        var sealed = withdrawal.message()
        sealed.seal(with: key)
        let frame = sealed.encoded()

        measure("encode") { withdrawal.message().encoded().count }
        try measure("decode") { try TerminalMessage(Message(parsing: frame)).isRepeat ? 1 : 0 }
        measure("seal") {
            var message = sealed
            message.seal(with: key)
            return message.fields.count
        }
        measure("authenticate") { sealed.isAuthentic(under: key) ? 1 : 0 }
        measure("shared content") { sealed.sharedContent().count }
    }

    /// Prints nanoseconds a round. The sum of what `step` gives is used, so that no round is optimised away.
    private func measure(_ name: String, _ step: () throws -> Int) rethrows {
        var sum = 0
        for _ in 0..<rounds / 10 { sum &+= try step() }
        let elapsed = try ContinuousClock().measure {
            for _ in 0..<rounds { sum &+= try step() }
        }
        let nanoseconds = elapsed / .nanoseconds(1) / Double(rounds)
        let note = sum == 0 ? " (nothing was done)" : ""
        print("\(name) \(Int(nanoseconds.rounded())) ns\(note)")
    }

    private static func withdrawal() throws -> TerminalMessage {
        let card = Card(
            number: try known(CardNumber(digits: "9705000000084821")),
            expiry: CardExpiry(year: 2030, month: 12))
        let authority = CardAuthority(
            card: card, pinBlock: try known(PINBlock(bytes: Array(0..<16))), currency: .bdt)
        let moment = Timestamp(unixSeconds: 1_800_000_000)
        let request = KeyedRequest(
            terminal: try known(TerminalID("ATM00001")),
            key: RequestKey(epoch: try known(Epoch(number: 1)), sequence: .first),
            transmitted: TransmissionTime(moment),
            localTime: LocalTime(moment, utcOffset: 6 * 3600),
            operation: .withdrawal(authority, Money(minorUnits: 50_000), from: .unspecified))
        return .keyed(Transmission(request: request, isRepeat: true, mark: .first))
    }
}

extension TerminalMessage {
    fileprivate var isRepeat: Bool {
        switch self {
        case .keyed(let transmission): transmission.isRepeat
        case .network(_, let isRepeat): isRepeat
        }
    }
}

/// A literal of the benchmark that its own type refuses.
private struct WrongLiteral: Error {}

private func known<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw WrongLiteral() }
    return value
}
