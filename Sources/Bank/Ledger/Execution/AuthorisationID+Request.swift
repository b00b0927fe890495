import BankProtocol

extension AuthorisationID {
    /// A name for an approval that follows from terminal and key alone, so that it needs no counter and no luck.
    ///
    /// FNV-1a over the two, in base 36. It names an approval for people; nothing is looked up or proved by it.
    init(of request: KeyedRequest) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        for byte in request.terminal.text.utf8 { mix(byte) }
        let key = UInt64(request.key.epoch.number) << 32 | UInt64(request.key.sequence.number)
        for shift in stride(from: 0, to: 64, by: 8) {
            mix(UInt8(truncatingIfNeeded: key >> UInt64(shift)))
        }
        let text = String(unsafeUninitializedCapacity: 6) { characters in
            for place in 0..<6 {
                let digit = UInt8(hash % 36)
                characters[place] =
                    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
                hash /= 36
            }
            return 6
        }
        guard let id = AuthorisationID(text) else {
            preconditionFailure("six characters of base 36 are an authorisation id")
        }
        self = id
    }
}
