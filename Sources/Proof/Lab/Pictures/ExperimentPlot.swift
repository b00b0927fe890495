/// The rows as a picture of characters, 79 columns wide: a line a loss, time to the right on a logarithmic axis.
package struct ExperimentPlot {
    private static let columns = 70

    private let rows: [ExperimentRow]
    private let scale: LogScale

    /// - Precondition: There is a row.
    package init(_ rows: [ExperimentRow]) {
        self.rows = rows
        scale = LogScale(rows)
    }

    package var text: String {
        let legend = "= 5th to 95th percentile   o median   x mean   | theory's mean"
        return Curve.all(in: rows).map(picture).joined(separator: "\n\n") + "\n\n" + legend
    }

    private func picture(_ curve: Curve) -> String {
        let lines = curve.rows.map { row in
            padded("\(row.point.lossToBank) %", 6) + "  " + bar(row)
        }
        return ([curve.name + ", seconds to confirm against loss in each direction", axis] + lines)
            .joined(separator: "\n")
    }

    private var axis: String {
        var cells = [Character](repeating: " ", count: Self.columns + 8)
        for decade in scale.decades.dropLast() {
            let share =
                Double(decade - scale.decades.lowerBound) / Double(scale.decades.count - 1)
            let start = column(share)
            for (offset, character) in LogScale.name(of: decade).enumerated() {
                cells[start + offset] = character
            }
        }
        return padded("loss", 6) + "  " + Self.trimmed(cells)
    }

    private func bar(_ row: ExperimentRow) -> String {
        var cells = [Character](repeating: " ", count: Self.columns + 1)
        for place in place(row.times.p5)...place(row.times.p95) { cells[place] = "=" }
        cells[place(row.theory.mean)] = "|"
        cells[place(row.times.mean)] = "x"
        cells[place(row.times.median)] = "o"
        return Self.trimmed(cells)
    }

    private func place(_ seconds: Double) -> Int { column(scale.position(of: seconds)) }

    private func column(_ share: Double) -> Int { Int((share * Double(Self.columns)).rounded()) }

    private static func trimmed(_ cells: [Character]) -> String {
        String(String(cells).reversed().drop { $0 == " " }.reversed())
    }
}
