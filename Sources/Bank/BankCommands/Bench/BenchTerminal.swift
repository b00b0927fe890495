internal import BankProtocol
internal import LineSecurity
internal import MessageSecurity

/// One terminal of the load, and the card that stands in it.
struct BenchTerminal: Sendable {
    var id: TerminalID
    var macKey: MACKey?
    var card: CardNumber
    /// Made once: a customer who stays.
    var pinBlock: PINBlock
    /// `nil` on a line without TLS.
    var tls: TerminalSideTLS?

    init(
        _ bundle: TerminalBundle, card: CardNumber, pinDigits: String, hasTLS: Bool
    ) throws {
        guard let id = TerminalID(bundle.terminal),
            let pinKey = Hex.bytes(bundle.pinKey).flatMap(PINKey.init(bytes:))
        else {
            throw CommandFailure(.badData, "the bundle of \(bundle.terminal) is not well-formed")
        }
        self.id = id
        self.card = card
        let pin = try PINEntry.pin(pinDigits)
        guard let block = pinKey.seal(pin, for: card, nonce: .random(in: .min ... .max)) else {
            throw CommandFailure(.badData, "a PIN has 4 to 12 digits")
        }
        pinBlock = block
        if hasTLS { tls = try Self.tls(of: id, bundle) }
        if let text = bundle.macKey {
            macKey = Hex.bytes(text).flatMap(MACKey.init(bytes:))
            guard macKey != nil else {
                throw CommandFailure(
                    .badData, "the bundle of \(bundle.terminal) is not well-formed")
            }
        }
    }

    private static func tls(
        of id: TerminalID, _ bundle: TerminalBundle
    ) throws -> TerminalSideTLS {
        guard let certificate = bundle.certificate, let privateKey = bundle.privateKey,
            let authority = bundle.ca
        else {
            throw CommandFailure(
                .badData, "the bundle of \(id) holds no certificate; use --plaintext")
        }
        return try TerminalSideTLS(
            LineCredentials(
                certificate: certificate, privateKey: privateKey, authority: authority),
            terminal: id)
    }
}
