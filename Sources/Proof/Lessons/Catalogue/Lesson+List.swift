extension Lesson {
    /// All lessons with their two lines each.
    package static var list: String {
        all.map { lesson in
            let padding = String(repeating: " ", count: lesson.number < 10 ? 1 : 0)
            return "\(padding)\(lesson.number)  \(lesson.title)\n"
                + lesson.story.map { "    \($0)" }.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
