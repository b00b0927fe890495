package import BankProtocol

/// The low-water marks that the messages of a terminal bear (D60): below an epoch's mark all is settled. They only rise.
package struct Marks: Hashable, Sendable {
    private var marks: [Epoch: SequenceNumber] = [:]

    package init() {}

    /// What an echo says.
    package subscript(epoch: Epoch) -> SequenceNumber { marks[epoch] ?? .first }

    package mutating func raise(_ mark: SequenceNumber, of epoch: Epoch) {
        marks[epoch] = max(mark, self[epoch])
    }

    /// The message of one sending; it bears the mark of its key's epoch, never above its own sequence.
    package func transmission(_ sending: Sending) -> Transmission {
        let key = sending.request.key
        return Transmission(
            request: sending.request, isRepeat: sending.isRepeat,
            mark: min(self[key.epoch], key.sequence))
    }
}
