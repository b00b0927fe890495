internal import Retry

/// The rows as an SVG picture: a panel a policy, time upwards on a logarithmic axis, every line with its name at its end.
///
/// What is what shows in grey too: the median is solid with filled dots, theory dashed, the mean hollow.
package struct ExperimentPicture {
    private static let panel = (width: 330.0, height: 380.0)
    private static let margin = (left: 64.0, top: 84.0, right: 132.0, bottom: 56.0)

    private let rows: [ExperimentRow]
    private let curves: [Curve]
    private let scale: LogScale

    /// - Precondition: There is a row.
    package init(_ rows: [ExperimentRow]) {
        precondition(!rows.isEmpty, "there is nothing to draw")
        self.rows = rows
        curves = Curve.all(in: rows)
        scale = LogScale(rows)
    }

    /// A whole SVG document.
    package var svg: String {
        let (panel, margin) = (Self.panel, Self.margin)
        let width = Double(curves.count) * (margin.left + panel.width + margin.right)
        let height = margin.top + panel.height + margin.bottom
        let panels = curves.indices.map { index in
            let shift = margin.left + Double(index) * (margin.left + panel.width + margin.right)
            return "<g transform=\"translate(\(shift.svg) \(margin.top.svg))\">\n"
                + draw(curves[index]) + "\n</g>"
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width.svg) \(height.svg)" \
            width="\(width.svg)" height="\(height.svg)" font-family="sans-serif" font-size="13" fill="#1b1f27">
            <title>Time to confirm a deposit against loss</title>
            <rect width="100%" height="100%" fill="#ffffff"/>
            <text x="\(margin.left.svg)" y="28" font-size="18" font-weight="bold">Time to confirm against loss</text>
            <text x="\(margin.left.svg)" y="48" fill="#4a5160">\(subtitle)</text>
            \(panels.joined(separator: "\n"))
            </svg>

            """
    }

    private var subtitle: String {
        let row = rows[0]
        return "seconds from the first sending to the answer; \(row.times.count) trials a point, "
            + "\(row.clock.rawValue) clock, seed \(row.point.seed)"
    }
}

// MARK: - A panel

extension ExperimentPicture {
    private func draw(_ curve: Curve) -> String {
        ([frame(curve), band(curve)] + others(than: curve) + [
            theory(curve), line(curve.rows, \.median, "#123a6b", width: 2.5),
        ] + curve.rows.flatMap(dots) + labels(curve)).joined(separator: "\n")
    }

    private func frame(_ curve: Curve) -> String {
        let (width, height) = Self.panel
        let horizontal = scale.decades.map { decade in
            let place = self.y(decade: decade).svg
            return """
                <line x1="0" x2="\(width.svg)" y1="\(place)" y2="\(place)" stroke="#d5d8de"/>
                <text x="-8" y="\(place)" dy="4" text-anchor="end">\(LogScale.name(of: decade))</text>
                """
        }
        let vertical = stride(from: 0, through: 100, by: 20).map { loss in
            let place = x(loss).svg
            return """
                <line x1="\(place)" x2="\(place)" y1="\(height.svg)" y2="\((height + 5).svg)" stroke="#4a5160"/>
                <text x="\(place)" y="\((height + 20).svg)" text-anchor="middle">\(loss)</text>
                """
        }
        return """
            <text y="-12" font-weight="bold">\(curve.name)</text>
            \((horizontal + vertical).joined(separator: "\n"))
            <line x1="0" x2="\(width.svg)" y1="\(height.svg)" y2="\(height.svg)" stroke="#4a5160"/>
            <text x="\((width / 2).svg)" y="\((height + 42).svg)" text-anchor="middle">loss in each direction, %</text>
            """
    }

    /// The medians of the other panels, to compare with.
    private func others(than curve: Curve) -> [String] {
        curves.filter { $0 != curve }.flatMap { other -> [String] in
            let middle = other.rows[other.rows.count / 2]
            let above = middle.times.median > (median(curve, at: middle) ?? 0)
            return [
                line(other.rows, \.median, "#5d6470", width: 1.4, dash: "2 3"),
                """
                <text x="\((x(middle.point.lossToBank) - 6).svg)" y="\((y(middle.times.median) + (above ? -8 : 18)).svg)" \
                text-anchor="\(above ? "end" : "start")" fill="#5d6470" font-size="11">median of \(other.name)</text>
                """,
            ]
        }
    }

    private func median(_ curve: Curve, at row: ExperimentRow) -> Double? {
        curve.rows.first { $0.point.lossToBank == row.point.lossToBank }?.times.median
    }

    private func band(_ curve: Curve) -> String {
        let there = curve.rows.map { point($0, \.p95) }
        let back = curve.rows.reversed().map { point($0, \.p5) }
        return
            "<polygon points=\"\((there + back).joined(separator: " "))\" fill=\"#dfe4ec\" stroke=\"#aab1bd\" stroke-width=\"0.7\"/>"
    }

    private func theory(_ curve: Curve) -> String {
        let row = curve.rows[0]
        let last = curve.rows[curve.rows.count - 1].point.lossToBank
        let points = (row.point.lossToBank...last).map { loss in
            var point = row.point
            (point.lossToBank, point.lossFromBank) = (loss, loss)
            return "\(x(loss).svg),\(y(point.theory(row.clock).mean).svg)"
        }
        return polyline(points, "#a03c00", width: 1.8, dash: "7 4")
    }

    private func dots(_ row: ExperimentRow) -> [String] {
        let place = x(row.point.lossToBank)
        return [
            "<circle cx=\"\(place.svg)\" cy=\"\(y(row.times.median).svg)\" r=\"3.2\" fill=\"#123a6b\"/>",
            "<circle cx=\"\(place.svg)\" cy=\"\(y(row.times.mean).svg)\" r=\"4.2\" fill=\"#ffffff\" "
                + "stroke=\"#a03c00\" stroke-width=\"1.6\"/>",
        ]
    }

    /// Each at the end of what it names, moved apart where two would stand on each other.
    private func labels(_ curve: Curve) -> [String] {
        let last = curve.rows[curve.rows.count - 1]
        var named: [(place: Double, text: String)] = [
            (y(last.times.p95), "95th percentile"),
            (y(last.times.mean), "mean (rings)"),
            (y(last.theory.mean), "theory (dashed)"),
            (y(last.times.median), "median (dots)"),
            (y(last.times.p5), "5th percentile"),
        ]
        named.sort { $0.place < $1.place }
        for index in named.indices.dropFirst() {
            named[index].place = max(named[index].place, named[index - 1].place + 16)
        }
        let edge = (x(last.point.lossToBank) + 10).svg
        return named.map { "<text x=\"\(edge)\" y=\"\($0.place.svg)\" dy=\"4\">\($0.text)</text>" }
    }

    private func line(
        _ rows: [ExperimentRow], _ value: KeyPath<ConfirmationTimes.Summary, Double>,
        _ colour: String, width: Double, dash: String = "none"
    ) -> String {
        polyline(rows.map { point($0, value) }, colour, width: width, dash: dash)
    }

    private func polyline(
        _ points: [String], _ colour: String, width: Double, dash: String
    ) -> String {
        "<polyline points=\"\(points.joined(separator: " "))\" fill=\"none\" stroke=\"\(colour)\" "
            + "stroke-width=\"\(width)\" stroke-dasharray=\"\(dash)\"/>"
    }

    private func point(
        _ row: ExperimentRow, _ value: KeyPath<ConfirmationTimes.Summary, Double>
    ) -> String {
        "\(x(row.point.lossToBank).svg),\(y(row.times[keyPath: value]).svg)"
    }

    private func x(_ loss: Int) -> Double { Self.panel.width * Double(loss) / 100 }

    private func y(_ seconds: Double) -> Double {
        Self.panel.height * (1 - scale.position(of: seconds))
    }

    private func y(decade: Int) -> Double {
        let share = Double(decade - scale.decades.lowerBound) / Double(scale.decades.count - 1)
        return Self.panel.height * (1 - share)
    }
}

extension Double {
    /// To a tenth of a pixel.
    fileprivate var svg: String { text(decimals: 1) }
}
