/// What somebody probably meant who mistyped a name.
package enum Nearest {
    /// - Parameters:
    ///   - word: What was typed.
    ///   - names: What there is; of several that are equally near, the first.
    /// - Returns: The name that the fewest slips of the finger make into `word`; `nil` when none comes near.
    package static func name(to word: String, among names: [String]) -> String? {
        let word = word.lowercased()
        let near = names.map { name in
            let lower = name.lowercased()
            let slips = lower.slips(to: word)
            // Whoever types the beginning of a long name has not slipped.
            let isBeginning = word.count >= 3 && lower.hasPrefix(word)
            return (name: name, distance: isBeginning ? 1 : slips)
        }
        guard let best = near.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, Swift.min(4, word.count / 2)) ? best.name : nil
    }

    /// ` Did you mean "midnight"?`, with the space before it; empty when nothing comes near.
    package static func question(_ word: String, among names: [String]) -> String {
        name(to: word, among: names).map { " Did you mean \"\($0)\"?" } ?? ""
    }
}

extension String {
    /// How many characters must be put in, taken out, changed or swapped with their neighbour to make `other` of it
    /// (optimal string alignment).
    func slips(to other: String) -> Int {
        let mine = Array(self)
        let theirs = Array(other)
        var rows = [Array(0...theirs.count)]
        for line in mine.indices {
            var row = [line + 1]
            for column in theirs.indices {
                let isSame = mine[line] == theirs[column]
                var slips = Swift.min(
                    rows[line][column] + (isSame ? 0 : 1), row[column] + 1,
                    rows[line][column + 1] + 1)
                if line > 0, column > 0, mine[line] == theirs[column - 1],
                    mine[line - 1] == theirs[column]
                {
                    slips = Swift.min(slips, rows[line - 1][column - 1] + 1)
                }
                row.append(slips)
            }
            rows.append(row)
        }
        return rows[mine.count][theirs.count]
    }
}
