package import Control
package import Lab

/// What a lesson is told.
package enum LessonObservation: Hashable, Sendable {
    /// `nil` when no machine runs.
    case showing(Showing?)
    case saw(LineGlimpse)
    case books(LessonBooks)
    /// The books could not be read just now.
    case booksUnreadable(String)
    /// An order was refused.
    case refused(String)
    /// The journal was copied, or put back.
    case journalDone
    case journalFailed(String)
    case experiment(ExperimentRow)
    case contrast([ContrastOutcome])
    /// Time has passed.
    case tick
}
