package import BankProtocol
package import Control

/// What a lesson wants done.
package enum LessonAct: Hashable, Sendable {
    case order(ControlOrder)
    /// Read bank, journal and devices, and tell it what they say.
    case readBooks
    case copyJournal
    case putCopyBack
    case experiment
    case contrast
    /// What is being done, for those who look on.
    case say(String)
    /// It is over.
    case end(LessonOutcome)
}

/// How a lesson ended.
package struct LessonOutcome: Hashable, Sendable {
    package var number: Int
    package var title: String
    package var isPassed: Bool
    package var key: RequestKey?
    /// How its expectations were met, or which was not.
    package var text: String

    package init(
        _ number: Int, _ title: String, isPassed: Bool, key: RequestKey?, _ text: String
    ) {
        self.number = number
        self.title = title
        self.isPassed = isPassed
        self.key = key
        self.text = text
    }
}
