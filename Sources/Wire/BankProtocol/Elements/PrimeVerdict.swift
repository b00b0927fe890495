/// D48 of the answer to 940000.
package enum PrimeVerdict: String, Hashable, Sendable, CaseIterable, FieldText {
    case prime = "PRIME"
    case notPrime = "NOT-PRIME"
    case notAnInteger = "NOT-AN-INTEGER"

    package init?(fieldText text: ArraySlice<UInt8>) {
        self.init(rawValue: String(decoding: text, as: UTF8.self))
    }

    package func append(to frame: inout [UInt8]) {
        frame.append(rawValue)
    }
}
