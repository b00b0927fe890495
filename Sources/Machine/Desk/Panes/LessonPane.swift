internal import Control
internal import Lessons
internal import TextGrid

/// The lesson that runs, or that ran last: its two lines, what is being done, and how it ended.
struct LessonPane {
    let notice: LessonNotice
    let width: Int
    /// Where there is no room for more than one line.
    let isBrief: Bool

    /// `3/13 answer lost`.
    var title: String {
        let name = Lesson.numbered(notice.number).map { " " + $0.title } ?? ""
        return "\(notice.number)/\(Lesson.all.count)\(name)"
    }

    var lines: [Line] {
        let story = isBrief ? [] : Lesson.numbered(notice.number)?.story ?? []
        let room = max(10, width - 2)
        return story.flatMap { $0.wrapped(to: room) }.map { Line(" " + $0) }
            + standing.wrapped(to: room).prefix(isBrief ? 1 : 3).enumerated().map { place, text in
                Line(" " + text, place == 0 || notice.phase != .passed ? role : .text)
            } + ways
    }

    /// What can be done when it is over.
    private var ways: [Line] {
        guard !isBrief, notice.phase != .running else { return [] }
        return [Line(" Tab, then E: the next lesson; Esc: take this away", .textDim)]
    }

    private var standing: String {
        switch notice.phase {
        case .running: "> " + notice.text
        case .passed: "PASS " + notice.text
        case .failed: "FAIL " + notice.text
        case .stopped: "- ended: " + notice.text
        }
    }

    private var role: Role {
        switch notice.phase {
        case .running: .textStrong
        case .passed: .verdictOK
        case .failed: .verdictBad
        case .stopped: .statusWait
        }
    }
}

extension LessonNotice {
    /// In one line, for the frame of a machine beside which there is no desk: `Lesson 3/13 PASS: Ref 000008, …`.
    package var brief: String {
        let head = "Lesson \(number)/\(Lesson.all.count)"
        return switch phase {
        case .running: "\(head): \(text)"
        case .passed: "\(head) PASS: \(text)"
        case .failed: "\(head) FAIL: \(text)"
        case .stopped: "\(head) ended: \(text)"
        }
    }

    /// The one that E gives.
    var next: Int {
        number % Lesson.all.count + 1
    }
}
