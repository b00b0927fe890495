import BankProtocol

extension AuthorisationID {
    /// A name for an approval that follows from terminal and key alone, so that it needs no counter and no luck.
    ///
    /// FNV-1a over the two, in base 36. It names an approval for people; nothing is looked up or proved by it.
    init(of request: KeyedRequest) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let key = UInt64(request.key.epoch.number) << 32 | UInt64(request.key.sequence.number)
        let keyBytes = (0..<8).map { UInt8(truncatingIfNeeded: key >> ($0 * 8)) }
        for byte in Array(request.terminal.text.utf8) + keyBytes {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        let symbols = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        var text: [UInt8] = []
        for _ in 0..<6 {
            text.append(symbols[Int(hash % 36)])
            hash /= 36
        }
        guard let id = AuthorisationID(String(decoding: text, as: UTF8.self)) else {
            preconditionFailure("six characters of base 36 are an authorisation id")
        }
        self = id
    }
}
