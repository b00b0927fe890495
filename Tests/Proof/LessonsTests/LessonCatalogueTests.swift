import Lab
import Testing

@testable import Lessons

struct LessonCatalogueTests {
    @Test func `the lessons are numbered from 1, and each tells itself in two lines`() {
        #expect(Lesson.all.map(\.number) == Array(1...Lesson.all.count))
        #expect(Lesson.all.count >= 10)
        for lesson in Lesson.all {
            #expect(lesson.story.count == 2)
            #expect(lesson.story.allSatisfy { $0.count <= 76 }, "\(lesson.number)")
            #expect(!lesson.steps.isEmpty && !lesson.expectations.isEmpty)
        }
    }

    @Test func `no step tells a PIN to those who look on`() {
        for step in Lesson.all.flatMap(\.steps) {
            #expect(!step.text.contains("1357") && !step.text.contains("246810"))
        }
    }

    @Test func `what the others do is a failure as soon as this machine does it`() {
        var evidence = LessonEvidence()
        #expect(Expectation.onlyOursConserves.check(evidence) == .broken("nothing was compared"))
        evidence.contrast = Contrast.outcomes(ContrastPlan(seed: 1))
        #expect(
            Expectation.onlyOursConserves.check(evidence)
                == .met("three ways lose or double money, this machine conserves it"))
        // A line without any fault hurts nobody.
        evidence.contrast = Contrast.outcomes(
            ContrastPlan(
                seed: 1, withdrawals: 3, lossPercent: 0, killPercent: 0, restartPercent: 0))
        #expect(
            Expectation.onlyOursConserves.check(evidence)
                == .broken("no retry conserved the money"))
    }
}
