internal import BankProtocol
internal import MessageSecurity
internal import SQLiteLedgerStore

/// PINs come on standard input, never by flag: flags are seen by every process of the machine.
enum PINEntry {
    static func fromStandardInput(for card: CardNumber, _ keys: KeyFile) throws -> PINProof {
        guard let line = readLine(strippingNewline: true) else {
            throw CommandFailure(
                .badData, "no PIN came on standard input; pipe or type 4 to 12 digits")
        }
        return try proof(of: line, for: card, keys)
    }

    static func proof(of digits: String, for card: CardNumber, _ keys: KeyFile) throws -> PINProof {
        let key = try keys.pinVerificationKey()
        let pin = try pin(digits)
        return key.proof(of: pin, for: card)
    }

    static func pin(_ digits: String) throws(CommandFailure) -> PIN {
        guard (4...12).contains(digits.utf8.count) else { throw notAPIN }
        var pin = PIN()
        for byte in digits.utf8 {
            guard (0x30...0x39).contains(byte), pin.append(byte - 0x30) else { throw notAPIN }
        }
        return pin
    }

    private static var notAPIN: CommandFailure {
        CommandFailure(.badData, "what came on standard input is no PIN; a PIN has 4 to 12 digits")
    }
}
