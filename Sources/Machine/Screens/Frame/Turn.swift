package import BankProtocol

/// What a screen makes of an input.
package enum Turn: Equatable, Sendable {
    /// The same screen, perhaps with another state.
    case stay
    /// The key has no use here: a beep, and a word if there is one.
    case refuse(Notice?)
    /// The same screen; something is to be done.
    case act([App.Effect])
    /// Another screen.
    case show(Situation, [App.Effect])
}

/// A word in the message line that a key brought there; it goes with the next key.
package enum Notice: Equatable, Sendable {
    case off(OffReason)
    case notACardNumber
    case unreadableCard
    case pinTooShort
    case noNotes
    case tooManyNotes(most: Int)
    case depositCannotBeStopped
    case codeTooShort(digits: Int)
    case nothingToCount
    case countsDiffer
    case countTooMuch(Money)
    case nothingCounted
    case notInCassettes
    case noOtherLanguage
    case receiptSaved(path: String)
    case receiptNotSaved(reason: String)

    /// Whether it tells of something that went as it should.
    package var isGood: Bool {
        switch self {
        case .receiptSaved: true
        case .off, .notACardNumber, .unreadableCard, .pinTooShort, .noNotes, .tooManyNotes,
            .depositCannotBeStopped, .receiptNotSaved, .codeTooShort, .nothingToCount,
            .countsDiffer,
            .countTooMuch, .nothingCounted, .notInCassettes, .noOtherLanguage:
            false
        }
    }

    package func text(_ scene: Scene) -> String {
        let texts = scene.texts.notices
        return switch self {
        case .off(let reason): scene.texts.reason(reason)
        case .notACardNumber: texts.notACardNumber
        case .unreadableCard: texts.unreadableCard
        case .pinTooShort: texts.pinTooShort
        case .noNotes: texts.noNotes
        case .tooManyNotes(let most): texts.tooManyNotes.filled(["most": scene.count(most)])
        case .depositCannotBeStopped: texts.depositCannotBeStopped
        case .codeTooShort(let digits):
            scene.texts.supervisor.code.tooShort.filled(["digits": scene.count(digits)])
        case .nothingToCount: scene.texts.supervisor.business.nothingToCount
        case .nothingCounted: scene.texts.supervisor.count.nothing
        case .notInCassettes: scene.texts.supervisor.count.notInCassettes
        case .countsDiffer: scene.texts.supervisor.count.differ
        case .countTooMuch(let most):
            scene.texts.supervisor.count.tooMuch.filled(["most": scene.amount(most)])
        case .noOtherLanguage: texts.noOtherLanguage
        case .receiptSaved(let path): texts.receiptSaved.filled(["path": path])
        case .receiptNotSaved(let reason): texts.receiptNotSaved.filled(["reason": reason])
        }
    }
}
