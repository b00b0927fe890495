/// What strace has written of the calls that it was told to trace, one a line, across all threads in their order.
///
///     4711  pwrite64(9</d/journal.sqlite-wal>, ""..., 4096, 56) = 4096
///     4712  fdatasync(9</d/journal.sqlite-wal> <unfinished ...>
///     4712  <... fdatasync resumed>)          = 0
///     4711  write(3</d/x.json.new>, ""..., 120) = -1 EIO (Input/output error) (INJECTED)
///     4711  rename("/d/x.json.new", "/d/x.json") = 0
package struct TracedCalls: Hashable, Sendable {
    package struct Call: Hashable, Sendable {
        /// Who called.
        package var thread: Int
        package var name: String
        /// The file that the call was about; of two, the first.
        package var file: String
        package var isInjected: Bool
    }

    /// A call as strace can be told of it: by its file, its name, and its place among the calls of that name about that
    /// file, from 1.
    package struct Target: Hashable, Sendable {
        package var file: String
        package var name: String
        package var place: Int

        package init(_ name: String, _ file: String, _ place: Int) {
            self.file = file
            self.name = name
            self.place = place
        }
    }

    package private(set) var calls: [Call] = []
    /// Whether the process was killed by a signal.
    package private(set) var wasKilled = false

    package init(_ text: String) {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            guard parts.count == 2, let thread = Int(parts[0]) else { continue }
            read(parts[1].drop { $0 == " " }, thread)
        }
    }

    private mutating func read(_ line: Substring, _ thread: Int) {
        let isInjected = line.contains("(INJECTED)")
        if line.hasPrefix("+++ killed by") {
            wasKilled = true
        } else if line.hasPrefix("<... ") {
            let begun = calls.lastIndex { $0.thread == thread }
            if isInjected, let begun { calls[begun].isInjected = true }
        } else if let bracket = line.firstIndex(of: "("), line.first?.isLetter == true {
            calls.append(
                Call(
                    thread: thread, name: String(line[..<bracket]), file: Self.file(in: line),
                    isInjected: isInjected))
        }
    }

    /// Of a descriptor between angle brackets, of a path between quotes.
    private static func file(in line: Substring) -> String {
        let inside = line.drop { $0 != "(" }.dropFirst()
        guard inside.first != "\"" else {
            return String(inside.dropFirst().prefix { $0 != "\"" })
        }
        return String(inside.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
    }
}

extension TracedCalls {
    /// Every call, in their order.
    package var targets: [Target] {
        var targets: [Target] = []
        for call in calls {
            let before = targets.last { $0.file == call.file && $0.name == call.name }
            targets.append(Target(call.name, call.file, (before?.place ?? 0) + 1))
        }
        return targets
    }

    /// Those of the calls that failed by order, or never came to be for a kill.
    package var struck: [Target] {
        let failed = calls.indices.filter { calls[$0].isInjected }
        let places = wasKilled && failed.isEmpty ? Array(calls.indices.suffix(1)) : failed
        let targets = targets
        return places.map { targets[$0] }
    }
}
