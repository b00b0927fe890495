package import ISO8583

/// A message laid open: its elements and its bytes, and where these differ from those of the message that it repeats.
package struct Anatomy: Hashable, Sendable {
    package struct Element: Hashable, Sendable {
        /// 0 = type and bit maps.
        package var number: Int
        package var text: String
        package var differs: Bool
    }

    /// Eight bytes a group, sixteen a row.
    package struct Byte: Hashable, Sendable {
        package var value: UInt8
        package var differs: Bool
    }

    package let elements: [Element]
    package let bytes: [Byte]

    /// - Parameters:
    ///   - message: What was sent.
    ///   - damaged: Its bytes as they arrived, if a bit was flipped on the way: then those are shown, against what was sent.
    ///   - original: What it repeats; `nil` when it is the first.
    package init(_ message: Message, damaged: [UInt8]?, original: Message?) {
        let differing = damaged == nil ? original.map { message.elements(differingFrom: $0) } : nil
        elements = message.elements(marking: differing ?? [])
        let frame = message.encoded()
        if let damaged {
            bytes = damaged.enumerated().map { place, value in
                Byte(value: value, differs: !frame.indices.contains(place) || frame[place] != value)
            }
        } else if let original {
            bytes = Self.compare(message, original)
        } else {
            bytes = frame.map { Byte(value: $0, differs: false) }
        }
    }

    /// Element by element, so that one that is longer or new does not shift those after it.
    private static func compare(_ message: Message, _ original: Message) -> [Byte] {
        let frame = message.encoded()
        let before = original.encoded()
        var bytes = frame.map { Byte(value: $0, differs: false) }
        let header = min(header(of: message), header(of: original))
        for place in 0..<header { bytes[place].differs = frame[place] != before[place] }
        for number in message.fields {
            guard let content = message.content(of: number) else { continue }
            let other = original.content(of: number)
            let sameLength = other?.count == content.count
            for (offset, place) in content.indices.enumerated() {
                bytes[place].differs =
                    sameLength
                    ? other.map { $0[$0.startIndex + offset] != content[place] } ?? true : true
            }
        }
        return bytes
    }

    private static func header(of message: Message) -> Int {
        message.fields.needsSecondMap ? 36 : 20
    }
}

extension Message {
    fileprivate func elements(marking differing: Set<Int>) -> [Anatomy.Element] {
        [Anatomy.Element(number: 0, text: "\(type)", differs: differing.contains(0))]
            + fields.map { number in
                Anatomy.Element(
                    number: number,
                    text: String(decoding: content(of: number) ?? [], as: UTF8.self),
                    differs: differing.contains(number))
            }
    }

    fileprivate func elements(differingFrom original: Message) -> Set<Int> {
        var differing = Set(
            fields.filter { number in
                !(content(of: number) ?? []).elementsEqual(original.content(of: number) ?? [])
            })
        if type != original.type { differing.insert(0) }
        return differing
    }
}

/// What a data element is called; those that are not this protocol's have no name.
enum ElementNames {
    static func name(_ number: Int) -> String { names[number] ?? "" }

    private static let names: [Int: String] = [
        0: "type", 2: "card number", 3: "processing code", 4: "amount", 7: "first sent",
        11: "audit number", 12: "local time", 13: "local date", 14: "expiry", 37: "key",
        38: "authorisation", 39: "answer", 41: "terminal", 48: "text", 49: "currency",
        54: "balances", 60: "low-water mark", 62: "statement", 63: "reason", 64: "MAC",
        66: "settlement", 70: "network code", 90: "original", 95: "really moved", 97: "net",
        102: "account", 103: "other account", 110: "PIN block (masked)", 128: "MAC",
    ]
}
