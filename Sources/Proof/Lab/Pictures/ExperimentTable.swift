/// The rows as lines of text: what was measured, what theory says, and how far apart the two are.
package enum ExperimentTable {
    /// Stands over the rows of a policy; takes 79 columns, as they do.
    package static func heading(_ row: ExperimentRow) -> String {
        """
        \(row.point.policy), \(row.clock.rawValue) clock, \(row.times.count) \
        trials a point, seed \(row.point.seed); seconds
         loss    median        p5       p95       p99       max      mean    theory  off
        """
    }

    package static func line(_ row: ExperimentRow) -> String {
        let times = row.times
        let seconds = [
            times.median, times.p5, times.p95, times.p99, times.max, times.mean, row.theory.mean,
        ]
        let cells = seconds.map { padded($0.text(decimals: $0 < 1000 ? 3 : 1), 10) }.joined()
        let off = row.standardErrorsOff
        let verdict = (off < 100 ? off.text(decimals: 1) : ">99") + (row.bearsOutTheory ? "" : "!")
        let note = times.censored == 0 ? "" : "  \(times.censored) not confirmed in 3,600 s"
        return padded("\(row.point.lossToBank) %", 5) + cells + padded(verdict, 5) + note
    }

    /// Under a whole table: whether the measured means bear theory out.
    package static func verdict(_ rows: [ExperimentRow]) -> String {
        let outside = rows.filter { !$0.bearsOutTheory }
        let rule = """
            off: by how many standard errors the mean lies beside theory, which expects
            1/(1-p)² tries, an interval for each but the last, \(lastTry(rows)).
            """
        guard !outside.isEmpty else {
            return rule + "\nAll \(rows.count) means lie within 3 standard errors of theory."
        }
        let places = outside.map { row in
            "\(row.point.policy) at \(row.point.lossToBank) %: mean "
                + "\(row.times.mean.text(decimals: 3)) s, theory "
                + "\(row.theory.mean.text(decimals: 3)) s"
        }
        return rule + """

            \(outside.count) of \(rows.count) means lie outside 3 standard errors of theory; \(chance(rows)):
              \(places.joined(separator: "\n  "))
            """
    }

    /// The mean of few trials is far from normal: most are quick, and a single slow one moves it.
    private static func chance(_ rows: [ExperimentRow]) -> String {
        rows.allSatisfy { $0.times.count >= 100 }
            ? "chance puts one in 370 there"
            : "with so few trials\nchance does so often"
    }

    private static func lastTry(_ rows: [ExperimentRow]) -> String {
        rows.contains { $0.clock == .real }
            ? "give or take a twentieth of one" : "and a round trip of 20 ms"
    }
}

/// `text` at the right end of `width` columns.
func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}
