internal import BankProtocol
internal import Control

extension Lesson {
    /// All lessons, by their numbers from 1.
    package static let all: [Lesson] =
        ofMessages + ofProcesses + ofTheLine + ofTheLaboratory

    /// `nil` when there is none of this number.
    package static func numbered(_ number: Int) -> Lesson? {
        all.first { $0.number == number }
    }

    /// What every withdrawal asks for.
    static let amount = Money(minorUnits: 500_00)
}

extension LessonStep {
    static func walk(_ place: Showing.Place, within limit: Duration = .seconds(30)) -> LessonStep {
        LessonStep(.walk(place), within: limit)
    }

    static func order(_ order: ControlOrder) -> LessonStep {
        LessonStep(.order(order), within: .seconds(10))
    }

    static func await(_ sign: Sign, within limit: Duration = .seconds(20)) -> LessonStep {
        LessonStep(.await(sign), within: limit)
    }

    static let settle = LessonStep(.settle, within: .seconds(40))

    /// Nothing is broken, and Ayesha stands before the menu.
    static let arrival: [LessonStep] = [order(.clear), walk(.menu, within: .seconds(60))]

    /// She asks for 500, takes whatever comes, and all comes to rest.
    static let visit: [LessonStep] = [
        walk(.waiting), walk(.welcome, within: .seconds(60)), settle,
    ]
}
