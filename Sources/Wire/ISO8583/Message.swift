/// One ISO 8583:1987 message in its plain ASCII form: a type and the data elements that are present.
package struct Message: Hashable, Sendable {
    package var type: MessageType

    package init(type: MessageType) {
        fatalError("wire helper")
    }

    /// The characters of data element `number`, without length prefix; `nil` when absent.
    package func text(_ number: Int) -> [UInt8]? { fatalError("wire helper") }

    /// Reads one message from the bytes of one frame.
    package init(parsing frame: [UInt8]) throws(StructureError) { fatalError("wire helper") }

    /// The bytes of one frame, without its length header.
    package func encoded() -> [UInt8] { fatalError("wire helper") }
}

/// Four digits: version, class, function, origin.
package struct MessageType: Hashable, Sendable {
    /// 0...9999, e.g. 200 for 0200.
    package let number: UInt16

    package init(number: UInt16) {
        self.number = number
    }
}

/// Bytes that are no message at all: the receiver closes the connection.
package enum StructureError: Error, Hashable, Sendable {
    case placeholder
}
