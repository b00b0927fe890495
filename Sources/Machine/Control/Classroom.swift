/// Which lesson runs, whoever gives it: what is asked of the teacher, and when his orders count.
struct Classroom: Hashable, Sendable {
    private enum Course: Hashable {
        case nothing
        /// A lesson was asked for before there was a teacher, or before he had ended the one before.
        case waiting(Int)
        case running(Int)
        /// The teacher was told to end; until he has, his orders count no more.
        case ending(then: Int?)
    }

    private var course = Course.nothing
    /// The last thing that was said of a lesson.
    private(set) var notice: LessonNotice?

    /// Whether the teacher may give orders.
    var isRunning: Bool {
        if case .running = course { true } else { false }
    }

    enum OnAsked: Hashable {
        /// There is no teacher: have one come.
        case call
        case teach(Int)
        /// He is told to end another one first.
        case quiet
        case wait
    }

    mutating func asked(for number: Int, hasTeacher: Bool) -> OnAsked {
        switch course {
        case .nothing where hasTeacher, .waiting where hasTeacher:
            course = .running(number)
            return .teach(number)
        case .nothing, .waiting:
            course = .waiting(number)
            return .call
        case .running:
            course = .ending(then: number)
            return .quiet
        case .ending:
            course = .ending(then: number)
            return .wait
        }
    }

    /// - Returns: The lesson that was asked for before he came.
    mutating func teacherCame() -> Int? {
        guard case .waiting(let number) = course else { return nil }
        course = .running(number)
        return number
    }

    /// Somebody did something else, or said that it is to end.
    ///
    /// - Returns: Whether a lesson ran.
    mutating func interrupted() -> Bool {
        switch course {
        case .running:
            course = .ending(then: nil)
            return true
        case .waiting:
            course = .nothing
            return false
        case .ending:
            course = .ending(then: nil)
            return false
        case .nothing:
            return false
        }
    }

    enum OnTold: Hashable {
        case nothing
        /// It has ended by itself.
        case over
        case teach(Int)
    }

    /// The teacher says how it goes.
    mutating func told(_ notice: LessonNotice) -> OnTold {
        self.notice = notice
        guard notice.phase != .running else { return .nothing }
        switch course {
        case .running:
            course = .nothing
            return .over
        case .ending(let next?):
            course = .running(next)
            return .teach(next)
        case .ending(nil):
            course = .nothing
            return .nothing
        case .nothing, .waiting:
            return .nothing
        }
    }

    /// - Returns: Whether a lesson ran: what it has set is to be cleared.
    mutating func teacherLeft() -> Bool {
        let wasRunning = isRunning
        course = .nothing
        if let last = notice, last.phase == .running {
            notice = LessonNotice(last.number, .stopped, "nobody gives it any more")
        }
        return wasRunning
    }

    /// What was said is read.
    mutating func forget() {
        notice = nil
    }
}
