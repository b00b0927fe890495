/// A theme file that cannot be used: where, what, and what to do about it.
package struct ThemeFileError: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// From 1 on; `nil` where the whole file is meant.
    package let line: Int?
    package let problem: String
    package let remedy: String

    package init(file: String, line: Int?, problem: String, remedy: String) {
        self.file = file
        self.line = line
        self.problem = problem
        self.remedy = remedy
    }

    /// `midnight.toml, line 12: there is no colour "snk" in the palette. Name one of …`
    package var description: String {
        let place = line.map { "\(file), line \($0)" } ?? file
        return "\(place): \(problem). \(remedy)."
    }
}

/// Something in a theme file that means nothing here, and is passed over.
package struct ThemeFileWarning: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int?
    package let problem: String

    package init(file: String, line: Int?, problem: String) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    package var description: String {
        let place = line.map { "\(file), line \($0)" } ?? file
        return "\(place): \(problem)."
    }
}
