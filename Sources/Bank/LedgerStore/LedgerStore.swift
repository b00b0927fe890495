package import BankProtocol

/// A keyed message that is well-formed, authentic and on a signed-on connection; ready to be decided.
package struct Arrival: Sendable {
    package var transmission: Transmission
    package var fingerprint: Fingerprint
    /// Of the PIN block in the message, the old one in a PIN change.
    package var pin: PINProof?
    package var newPIN: PINProof?

    package init(
        transmission: Transmission, fingerprint: Fingerprint, pin: PINProof? = nil,
        newPIN: PINProof? = nil
    ) {
        self.transmission = transmission
        self.fingerprint = fingerprint
        self.pin = pin
        self.newPIN = newPIN
    }
}

/// How the bank takes a sign-on.
package enum SignOnDecision: Hashable, Sendable {
    case granted(EpochGrant)
    case fenced
    case unknownTerminal
    /// Nothing was decided and nothing written, 91 `READ-ONLY` or 96: the terminal comes again.
    case postponed(ResponseCode, AnswerReason?)
}

/// What a store of the books must do. Called by one writer at a time.
package protocol LedgerStore: AnyObject {
    /// Decides and posts every arrival in order, each in a savepoint of its own, in one durable commit.
    ///
    /// - Returns: One answer an arrival, in order; they may be sent.
    /// - Throws: When the commit's outcome is unknown: no answer may be sent and the process must end.
    func commit(_ batch: [Arrival], at now: Timestamp) throws(CommitFailure) -> [Answer]

    /// Decides a sign-on; an offer of an epoch is durable when this returns.
    func signOn(_ signOn: SignOn, of terminal: TerminalID, at now: Timestamp) throws(CommitFailure)
        -> SignOnDecision

    /// Raises the mark of an epoch to what an echo says. A lower one changes nothing.
    ///
    /// - Returns: Whether the epoch's mark is durably there or above; if not, a later message must raise it.
    func raiseMark(of terminal: TerminalID, in epoch: Epoch, to mark: SequenceNumber)
        throws(CommitFailure) -> Bool
}

/// The commit erred: what is on disk is unknown until the store is opened anew.
package struct CommitFailure: Error, Sendable, CustomStringConvertible {
    package var description: String

    package init(description: String) {
        self.description = description
    }
}
