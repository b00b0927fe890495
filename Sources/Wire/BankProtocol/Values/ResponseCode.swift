/// D39: how the bank answered; the table of `protocol.md` §5.
package enum ResponseCode: String, Hashable, Sendable, CaseIterable {
    case approved = "00"
    case invalidTransaction = "12"
    case invalidAmount = "13"
    case noSuchCard = "14"
    case noActionTaken = "21"
    case noSuchRecord = "25"
    case formatError = "30"
    case lostCard = "41"
    case stolenCard = "43"
    case insufficientFunds = "51"
    case expiredCard = "54"
    case wrongPIN = "55"
    case notPermittedToCard = "57"
    case notPermittedToTerminal = "58"
    case limitExceeded = "61"
    case pinTriesExceeded = "75"
    case cannotServeNow = "91"
    case duplicateKey = "94"
    case outOfBalance = "95"
    case systemMalfunction = "96"

    /// Whether the bank stores the answer under its key. The others say nothing of what the key did before, so an open
    /// money key answered so counts as unanswered.
    package var isRecorded: Bool {
        switch self {
        case .formatError, .notPermittedToTerminal, .cannotServeNow, .duplicateKey,
            .systemMalfunction:
            false
        case .approved, .invalidTransaction, .invalidAmount, .noSuchCard, .noActionTaken,
            .noSuchRecord,
            .lostCard, .stolenCard, .insufficientFunds, .expiredCard, .wrongPIN,
            .notPermittedToCard,
            .limitExceeded, .pinTriesExceeded, .outOfBalance:
            true
        }
    }
}

/// D63 of an answer: why, in one token.
package enum AnswerReason: Hashable, Sendable {
    /// The answer comes from the record; the request was not executed again.
    case replay
    case unknownOriginal
    case keyReversed
    case keyMismatch
    case keyStale
    case keySettled
    case signOnFirst
    case fenced
    case terminalUnknown
    case terminalDisabled
    case overloaded
    case readOnly
    case numberTooLarge
    /// `FIELD-<n>`: the lowest field whose content is wrong.
    case field(Int)
    /// `TRIES-<left>`.
    case triesLeft(Int)
    /// `LIMIT-<minor units left>`.
    case limitLeft(Money)
}

/// D63 of a reversal: why the terminal takes it back.
package enum ReversalReason: String, Hashable, Sendable, CaseIterable {
    case timeout = "TIMEOUT"
    case cancelled = "CANCELLED"
    case device = "DEVICE"
    case partial = "PARTIAL"
    case cardKept = "CARD-KEPT"
    case restart = "RESTART"
}

/// D63 of an advice.
package enum AdviceReason: String, Hashable, Sendable, CaseIterable {
    /// A withdrawal whose cash nobody can account for without counting.
    case suspect = "SUSPECT"
    /// A deposit whose notes are in the vault although the bank did not take it.
    case kept = "KEPT"
}

/// D38: names an approval; 6 upper-case letters and digits.
package struct AuthorisationID: Hashable, Sendable {
    package let text: String

    package init?(_ text: String) {
        let allowed = text.utf8.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        }
        guard text.utf8.count == 6, allowed else { return nil }
        self.text = text
    }
}
