package import BankProtocol

/// What the bank does with a sign-on (`protocol.md` §4.3).
package enum SignOnVerdict: Hashable, Sendable {
    /// Instance and epoch are the current ones: go on. The epoch's mark may have risen.
    case goOn(TerminalEpoch)
    /// The offer that this instance already has.
    case offeredAgain(TerminalEpoch)
    /// A new offer, to be made durable before it is told.
    case offer(TerminalEpoch)
    /// Another journal took over, or no epoch is left.
    case fenced
}

extension Terminal {
    /// Decides a sign-on.
    ///
    /// An offer that an epoch in use has passed over stands no longer: what comes in it would be fenced, so its instance
    /// is offered a newer one.
    ///
    /// `epochs` are all that this terminal was ever offered, in any order.
    package func verdict(on signOn: SignOn, epochs: [TerminalEpoch]) -> SignOnVerdict {
        let own = epochs.filter { $0.instance == signOn.instance }
        if var current = own.first(where: { $0.epoch == currentEpoch && $0.epoch == signOn.epoch }),
            signOn.next > current.seen, signOn.mark >= current.mark
        {
            current.mark = signOn.mark
            return .goOn(current)
        }
        if let standing = own.first(where: { $0.stands(after: currentEpoch, for: signOn) }) {
            return .offeredAgain(standing)
        }
        if let latest = own.filter(\.isUsed).map(\.epoch).max() {
            let named = own.first { $0.epoch == signOn.epoch }
            let isOld = named.map { $0.isUsed && $0.epoch < currentEpoch } ?? false
            if isOld || latest < currentEpoch { return .fenced }
        }
        guard let next = max(highestOffer, signOn.epoch).next else { return .fenced }
        return .offer(TerminalEpoch(epoch: next, offeredTo: signOn))
    }
}

extension TerminalEpoch {
    fileprivate func stands(after current: Epoch, for signOn: SignOn) -> Bool {
        epoch > current && (epoch == signOn.epoch || offeredTo == signOn)
    }
}

extension Epoch {
    /// The one after this; `nil` after the last that four digits can say.
    package var next: Epoch? { Epoch(number: number + 1) }
}
