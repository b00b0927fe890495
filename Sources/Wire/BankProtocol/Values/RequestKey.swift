/// What makes a request one request: with the terminal's id, the name under which the bank executes it at most once.
///
/// On the wire it is D37: four digits of epoch, eight of sequence.
package struct RequestKey: Hashable, Comparable, Sendable {
    package let epoch: Epoch
    package let sequence: SequenceNumber

    package init(epoch: Epoch, sequence: SequenceNumber) {
        self.epoch = epoch
        self.sequence = sequence
    }

    package static func < (lhs: RequestKey, rhs: RequestKey) -> Bool {
        (lhs.epoch, lhs.sequence) < (rhs.epoch, rhs.sequence)
    }
}

/// A generation of keys: each journal uses its own, so that a restored copy cannot reuse another's keys. 0 = none yet.
package struct Epoch: Hashable, Comparable, Sendable {
    /// 0...9999.
    package let number: UInt16

    package init?(number: UInt16) {
        guard number <= 9999 else { return nil }
        self.number = number
    }

    private init(known number: UInt16) {
        self.number = number
    }

    /// What a new journal says at its first sign-on.
    package static let none = Epoch(known: 0)

    package static func < (lhs: Epoch, rhs: Epoch) -> Bool { lhs.number < rhs.number }
}

/// A position in the one rising count of a terminal's keys; also a low-water mark. 0 = none.
package struct SequenceNumber: Hashable, Comparable, Sendable {
    /// 0...99,999,999.
    package let number: UInt32

    package init?(number: UInt32) {
        guard number <= 99_999_999 else { return nil }
        self.number = number
    }

    private init(known number: UInt32) {
        self.number = number
    }

    /// No sequence at all, as in `SEEN=00000000`.
    package static let none = SequenceNumber(known: 0)
    /// The first that a journal ever uses.
    package static let first = SequenceNumber(known: 1)

    /// The one after this; `nil` after the last, when the terminal needs a new instance.
    package var next: SequenceNumber? { SequenceNumber(number: number + 1) }

    package static func < (lhs: SequenceNumber, rhs: SequenceNumber) -> Bool {
        lhs.number < rhs.number
    }
}

/// A system trace audit number, D11: six digits, 1...999,999. Names a message for people; never a key.
package struct STAN: Hashable, Sendable {
    package let number: UInt32

    package init?(number: UInt32) {
        guard (1...999_999).contains(number) else { return nil }
        self.number = number
    }

    /// The number that `protocol.md` §2 gives to a key's messages: 1 + (sequence − 1) mod 999,999.
    ///
    /// - Precondition: `sequence` is not `.none`.
    package init(of sequence: SequenceNumber) {
        precondition(sequence != .none, "a key has a sequence of at least 1")
        number = 1 + (sequence.number - 1) % 999_999
    }
}

/// The random name of one journal, 8 bytes, made with it and kept in it; sixteen hex digits in a sign-on.
package struct InstanceID: Hashable, Sendable {
    package let bits: UInt64

    package init(bits: UInt64) {
        self.bits = bits
    }
}
