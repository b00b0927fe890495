internal import Lab
internal import TextGrid

/// Time to confirm against loss, as it fills in: medians and their bands on a logarithmic axis, theory beside them.
struct CurvePane {
    private static let axisWidth = 7

    let state: Desk.State
    let area: Area

    func draw(on grid: inout Grid) {
        guard let curve = shown, area.rows >= 4, area.columns >= 24 else {
            grid.write(
                [Line("  G draws it: the time to confirm at each loss, 0 to 95 %", .textDim)],
                in: area)
            return
        }
        // All rows of all policies, so that the axis does not jump when the next curve begins.
        let scale = LogScale(state.curve.rows)
        axes(curve, scale, &grid)
        theory(curve, scale, &grid)
        for row in curve.rows { draw(row, scale, &grid) }
    }

    /// The curve that is filling in, or the last.
    private var shown: Curve? { Curve.all(in: state.curve.rows).last }

    private var plot: Area {
        Area(
            row: area.row + 1, column: area.column + Self.axisWidth, rows: area.rows - 3,
            columns: max(1, area.columns - Self.axisWidth - 2))
    }

    private func axes(_ curve: Curve, _ scale: LogScale, _ grid: inout Grid) {
        grid.write(legend(curve), row: area.row, area)
        for decade in scale.decades {
            let share =
                Double(decade - scale.decades.lowerBound) / Double(scale.decades.count - 1)
            let name = LogScale.name(of: decade) + " s"
            grid.write(
                name.padded(left: Self.axisWidth - 1), row: row(share), column: area.column,
                role: .textDim)
        }
        let bottom = plot.row + plot.rows
        grid.write(
            String(repeating: "─", count: plot.columns), row: bottom, column: plot.column,
            role: .chartTheory, end: plot.column + plot.columns)
        for loss in stride(from: 0, through: 90, by: 10) {
            grid.write(
                "\(loss)", row: bottom + 1, column: column(loss), role: .textDim,
                end: area.column + area.columns)
        }
    }

    private func legend(_ curve: Curve) -> Line {
        let progress = state.curve.progress.map { "  \(Int($0 * 100)) %" } ?? "  done"
        return Line(
            [
                Span("  \(curve.name)  "), Span("o", .chartSeries), Span(" median  "),
                Span("│", .chartBand), Span(" p5-p95  "), Span("·", .chartTheory),
                Span(" theory's mean"),
            ], right: [Span(progress + " ", .statusWait)])
    }

    private func theory(_ curve: Curve, _ scale: LogScale, _ grid: inout Grid) {
        guard let first = curve.rows.first else { return }
        for loss in stride(from: 0, through: 95, by: 1) {
            var point = first.point
            (point.lossToBank, point.lossFromBank) = (loss, loss)
            let mean = point.theory(first.clock).mean
            put("·", .chartTheory, loss, mean, scale, &grid)
        }
    }

    private func draw(_ measured: ExperimentRow, _ scale: LogScale, _ grid: inout Grid) {
        let loss = measured.point.lossToBank
        let top = row(scale.position(of: measured.times.p95))
        let bottom = row(scale.position(of: measured.times.p5))
        for row in min(top, bottom)...max(top, bottom) {
            grid.write("│", row: row, column: column(loss), role: .chartBand)
        }
        put("o", .chartSeries, loss, measured.times.median, scale, &grid)
    }

    private func put(
        _ glyph: String, _ role: Role, _ loss: Int, _ seconds: Double, _ scale: LogScale,
        _ grid: inout Grid
    ) {
        grid.write(
            glyph, row: row(scale.position(of: seconds)), column: column(loss), role: role,
            end: area.column + area.columns)
    }

    private func column(_ loss: Int) -> Int {
        plot.column + (loss * (plot.columns - 1) + 50) / 100
    }

    /// Of a share that is 0 at the bottom, 1 at the top.
    private func row(_ share: Double) -> Int {
        plot.row + Int(((1 - share) * Double(max(0, plot.rows - 1))).rounded())
    }
}
