internal import Retry

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A logarithmic axis of whole decades.
package struct LogScale: Hashable, Sendable {
    /// The decade that it begins with, and the one that it ends at: −2...4 is a hundredth to ten thousand.
    package let decades: ClosedRange<Int>

    /// Wide enough for all of `values`, which are over zero.
    package init(covering values: [Double]) {
        let logarithms = values.map { log10($0) }
        let first = Int((logarithms.min() ?? 0).rounded(.down))
        decades = first...max(first + 1, Int((logarithms.max() ?? 0).rounded(.up)))
    }

    /// 0 at its beginning, 1 at its end; what is outside lies on the edge.
    package func position(of value: Double) -> Double {
        guard value > 0 else { return 0 }
        let place = (log10(value) - Double(decades.lowerBound)) / Double(decades.count - 1)
        return min(max(place, 0), 1)
    }

    package static func name(of decade: Int) -> String {
        decade < 0
            ? "0." + String(repeating: "0", count: -decade - 1) + "1"
            : "1" + String(repeating: "0", count: decade)
    }
}

extension LogScale {
    /// For all that a picture of `rows` shows.
    package init(_ rows: [ExperimentRow]) {
        self.init(
            covering: rows.flatMap { row in
                [row.times.p5, row.times.median, row.times.p95, row.times.mean, row.theory.mean]
            }.filter { $0 > 0 })
    }
}

/// The rows of one policy.
package struct Curve: Hashable {
    package let name: String
    package let rows: [ExperimentRow]

    /// In the order in which the policies come.
    package static func all(in rows: [ExperimentRow]) -> [Curve] {
        var curves: [Curve] = []
        for row in rows {
            let name = row.point.policy.description
            if let last = curves.last, last.name == name {
                curves[curves.count - 1] = Curve(name: name, rows: last.rows + [row])
            } else {
                curves.append(Curve(name: name, rows: [row]))
            }
        }
        return curves
    }
}
