/// What strace has written of the calls that it was told to trace, one a line, across all threads in their order.
///
///     4711  pwrite64(9</d/journal.sqlite-wal>, …, 4096, 56) = 4096
///     4712  fdatasync(9</d/journal.sqlite-wal> <unfinished ...>
///     4712  <... fdatasync resumed>)          = 0
///     4711  write(3</d/x.json.new>, …, 120) = -1 EIO (Input/output error) (INJECTED)
package struct TracedCalls: Hashable, Sendable {
    package struct Call: Hashable, Sendable {
        /// Who called.
        package var thread: Int
        package var name: String
        /// The file that the call was about, without its folder.
        package var file: String
        /// How many traced calls this thread had made before: what strace counts by.
        package var placeInThread: Int
        package var isInjected: Bool
    }

    package private(set) var calls: [Call] = []
    /// Whether the process was killed by a signal.
    package private(set) var wasKilled = false

    package init(_ text: String) {
        var perThread: [Int: Int] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            guard parts.count == 2, let thread = Int(parts[0]) else { continue }
            let rest = parts[1].drop { $0 == " " }
            if rest.hasPrefix("+++ killed by") { wasKilled = true }
            if rest.hasPrefix("<... ") {
                if rest.contains("(INJECTED)"),
                    let place = calls.lastIndex(where: { $0.thread == thread })
                {
                    calls[place].isInjected = true
                }
                continue
            }
            guard let bracket = rest.firstIndex(of: "("), !rest.hasPrefix("+"),
                !rest.hasPrefix("-")
            else { continue }
            let place = perThread[thread, default: 0]
            perThread[thread] = place + 1
            calls.append(
                Call(
                    thread: thread, name: String(rest[..<bracket]), file: Self.file(in: rest),
                    placeInThread: place, isInjected: rest.contains("(INJECTED)")))
        }
    }

    private static func file(in line: Substring) -> String {
        guard let begin = line.firstIndex(of: "<"), let end = line[begin...].firstIndex(of: ">")
        else { return "" }
        return line[line.index(after: begin)..<end].split(separator: "/").last.map(String.init)
            ?? ""
    }
}

extension TracedCalls {
    /// The places, among all calls of the process, of those that failed by order or never came to be for a kill.
    package var struckPlaces: Set<Int> {
        var places = Set(calls.indices.filter { calls[$0].isInjected })
        if wasKilled, let last = calls.indices.last { places.insert(last) }
        return places
    }
}
