/// One numbered scenario: tells in two lines what will happen, does it, and says what must then hold.
///
/// A value; `LessonStateMachine` carries it out.
package struct Lesson: Hashable, Sendable {
    /// From 1.
    package var number: Int
    package var title: String
    /// Two lines of at most 76 columns.
    package var story: [String]
    /// Of the line's luck, in a demo that has none of its own.
    package var seed: UInt64
    package var steps: [LessonStep]
    package var expectations: [Expectation]

    package init(
        _ number: Int, _ title: String, story: [String], seed: UInt64 = 1, steps: [LessonStep],
        expectations: [Expectation]
    ) {
        self.number = number
        self.title = title
        self.story = story
        self.seed = seed
        self.steps = steps
        self.expectations = expectations
    }
}
