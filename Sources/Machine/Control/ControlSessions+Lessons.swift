/// Lessons: who gives them, who hears of them, and that none leaves anything set.
extension ControlSessions {
    /// What a new client is told beside the state.
    mutating func greeting(_ role: ControlRole, _ client: Client) -> [Act] {
        switch role {
        case .watcher:
            return classroom.notice.map { [.send(.lesson($0), to: client)] } ?? []
        case .teacher:
            let first = classroom.teacherCame().map { [Act.send(.teach($0), to: client)] } ?? []
            return [.send(.showing(showing), to: client)] + first
        case .machine, .bank, .teller, .command:
            return []
        }
    }

    /// Somebody of this role is gone.
    mutating func left(_ role: ControlRole?) -> [Act] {
        switch role {
        case .machine:
            guard all(.machine).isEmpty else { return [] }
            showing = nil
            return tell(.showing(nil), .teacher)
        case .teacher:
            guard all(.teacher).isEmpty else { return [] }
            let wasRunning = classroom.teacherLeft()
            let news = classroom.notice.map { tell(.lesson($0), .watcher) } ?? []
            return news + (wasRunning ? carryOut(.clear, for: Self.nobody) : [])
        case .bank, .teller, .watcher, .command, nil:
            return []
        }
    }

    mutating func askLesson(_ number: Int, for client: Client) -> [Act] {
        // Customers and a lesson would stand in each other's way.
        let news = state.hasWorkload ? carryOut(.workload(isOn: false), for: client) : []
        return news + teach(number, for: client)
    }

    private mutating func teach(_ number: Int, for client: Client) -> [Act] {
        let teachers = all(.teacher)
        switch classroom.asked(for: number, hasTeacher: !teachers.isEmpty) {
        case .call: return [.perform(.start(.teacher), for: client)]
        case .teach(let number): return tell(.teach(number), .teacher)
        case .quiet: return tell(.quiet, .teacher) + carryOut(.clear, for: client)
        case .wait: return []
        }
    }

    /// Ends a lesson that runs; `forgets` says whether what was said of the last one goes, too.
    mutating func interruptLesson(for client: Client, forgets: Bool = false) -> [Act] {
        guard classroom.interrupted() else {
            guard forgets, classroom.notice != nil else { return [] }
            classroom.forget()
            return []
        }
        return tell(.quiet, .teacher) + carryOut(.clear, for: client)
    }

    mutating func told(_ notice: LessonNotice, by client: Client) -> [Act] {
        let course = classroom.told(notice)
        let news = tell(.lesson(notice), .watcher)
        switch course {
        case .nothing: return news
        case .over: return news + carryOut(.clear, for: client)
        case .teach(let number): return news + tell(.teach(number), .teacher)
        }
    }

    func tell(_ reply: ControlReply, _ role: ControlRole) -> [Act] {
        all(role).map { .send(reply, to: $0) }
    }

    /// What is done for no client has nobody to be told of its failure.
    static let nobody: Client = 0
}
