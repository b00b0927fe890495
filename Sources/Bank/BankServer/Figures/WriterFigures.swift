/// What the writer of the books has come to since it began.
package struct WriterFigures: Hashable, Sendable {
    package enum Condition: Hashable, Sendable {
        case idle
        /// Deciding and committing a batch for so long.
        case deciding(Duration)
        /// It takes nothing more.
        case stopping
        /// Nothing is decided any more.
        case ended
    }

    package var condition = Condition.idle
    /// Requests that wait for it, and how many may.
    package var waiting = 0
    package var mostWaiting = 0
    /// Requests, sign-ons and marks in all commits.
    package var decided = 0
    /// From the beginning of each batch's deciding to its being durable.
    package var batches = DurationHistogram()

    package init() {}
}
