/// Four digits: version, class, function, origin. In ISO 8583:1987 the version is 0.
package struct MessageType: Hashable, Sendable {
    /// 0...9999, e.g. 200 for 0200.
    package let number: UInt16

    /// - Precondition: `number` has at most four digits.
    package init(number: UInt16) {
        precondition(number <= 9999, "a message type has four digits")
        self.number = number
    }

    /// The last digit 1 says that the terminal has sent the same message before.
    package var isRepeat: Bool { number % 10 == 1 }

    /// The type of the first transmission: 0200 for 0201.
    package var firstTransmission: MessageType { MessageType(number: number - number % 10) }

    /// The type of every later transmission: 0201 for 0200.
    package var repeated: MessageType { MessageType(number: firstTransmission.number + 1) }

    /// The type of the answer to a request or to its repeat: 0210 for 0200 and 0201.
    ///
    /// - Precondition: this is a request's type, so its third digit is even.
    package var answer: MessageType {
        precondition(number / 10 % 2 == 0, "only a request is answered")
        return MessageType(number: firstTransmission.number + 10)
    }
}

extension MessageType: CustomStringConvertible {
    package var description: String {
        let digits = String(number)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
