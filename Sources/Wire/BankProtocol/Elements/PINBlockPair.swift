/// D110 of a PIN change.
struct PINBlockPair: FieldText {
    let old: PINBlock
    let new: PINBlock

    init(old: PINBlock, new: PINBlock) {
        self.old = old
        self.new = new
    }

    init?(fieldText text: ArraySlice<UInt8>) {
        guard let old = PINBlock(fieldText: text.prefix(2 * PINBlock.length)),
            let new = PINBlock(fieldText: text.dropFirst(2 * PINBlock.length))
        else { return nil }
        self.init(old: old, new: new)
    }

    func append(to frame: inout [UInt8]) {
        old.append(to: &frame)
        new.append(to: &frame)
    }
}
