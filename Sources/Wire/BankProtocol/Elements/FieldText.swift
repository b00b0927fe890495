/// A value that is the whole content of a data element.
package protocol FieldText {
    /// Reads the characters of the element, without length prefix; `nil` when they do not say such a value.
    init?(fieldText text: ArraySlice<UInt8>)

    /// Appends those characters.
    func append(to frame: inout [UInt8])
}
