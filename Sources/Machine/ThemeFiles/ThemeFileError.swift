/// A theme file that cannot be used: where, what, and what to do about it.
package struct ThemeFileError: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// From 1 on; `nil` where the whole file is meant.
    package let line: Int?
    package let problem: String
    /// ` Did you mean "ink"?`, or nothing.
    package let question: String
    package let remedy: String

    package init(
        file: String, line: Int?, problem: String, question: String = "", remedy: String
    ) {
        self.file = file
        self.line = line
        self.problem = problem
        self.question = question
        self.remedy = remedy
    }

    /// `midnight.toml, line 12: there is no colour "imk" in the palette. Did you mean "ink"? Use one of …`
    package var description: String {
        let place = line.map { "\(file), line \($0)" } ?? file
        return "\(place): \(problem).\(question) \(remedy)."
    }
}

/// Something in a theme file that means nothing here, and is passed over.
package struct ThemeFileWarning: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int?
    package let problem: String
    /// ` Did you mean "text.dim"?`, or nothing.
    package let question: String

    package init(file: String, line: Int?, problem: String, question: String = "") {
        self.file = file
        self.line = line
        self.problem = problem
        self.question = question
    }

    package var description: String {
        let place = line.map { "\(file), line \($0)" } ?? file
        return "\(place): \(problem).\(question)"
    }
}
