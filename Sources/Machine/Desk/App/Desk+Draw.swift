internal import Lessons
package import TextGrid

extension Desk {
    /// How it is drawn, by what the terminal can show and the theme wants.
    package struct DrawStyle: Hashable, Sendable {
        package var glyphs: GlyphSet
        package var box: BoxStyle

        package init(glyphs: GlyphSet = .unicode, box: BoxStyle = .single) {
            self.glyphs = glyphs
            self.box = glyphs == .ascii ? .ascii : box
        }
    }

    /// What it needs to be read.
    package static let least = Size(columns: 60, rows: 20)

    /// The desk's picture, exactly of this size.
    package static func draw(_ state: State, _ size: Size, _ style: DrawStyle) -> Grid {
        var grid = Grid(size: size)
        if size.columns < least.columns || size.rows < least.rows {
            grid.write(
                "the desk needs \(least.columns)x\(least.rows)", row: size.rows / 2,
                centredIn: 0..<size.columns, role: .text)
        } else {
            DeskSheet(state: state, size: size, style: style).draw(on: &grid)
        }
        if !state.hasFocus { grid.cursor = nil }
        return style.glyphs == .ascii ? grid.inASCII : grid
    }
}

/// Where the panes lie, and the frame around them.
struct DeskSheet {
    private static let wide = 116
    private static let rightWidth = 62

    let state: Desk.State
    let size: Size
    let style: Desk.DrawStyle

    func draw(on grid: inout Grid) {
        grid.box(
            Area(row: 0, column: 0, rows: size.rows, columns: size.columns), style.box,
            role: .border)
        if let lesson {
            title("LESSON \(lesson.title)", "", row: 0, column: 0, size.columns, &grid)
            grid.write(
                lesson.lines,
                in: Area(row: 1, column: 1, rows: top - 1, columns: size.columns - 2))
        }
        title("WIRE", details, row: top, column: 0, size.columns, &grid)
        foot(&grid)
        switch state.overlay {
        case .help:
            title("KEYS", Verdict.watched, row: top, column: 0, size.columns, &grid)
            HelpPane(area: body).draw(on: &grid)
        case .faults(let place):
            title("EVERY FAULT", "Enter sets it", row: top, column: 0, size.columns, &grid)
            FaultListPane(place: place, area: body).draw(on: &grid)
        case .none where size.columns >= Self.wide: drawWide(&grid)
        case .none: drawNarrow(&grid)
        }
    }

    /// All but the frame, the verdict and the keys.
    private var body: Area {
        Area(row: top + 1, column: 1, rows: size.rows - 5 - top, columns: size.columns - 2)
    }

    /// A lesson is told above everything else.
    private var lesson: LessonPane? {
        state.lesson.map {
            LessonPane(notice: $0, width: size.columns - 2, isBrief: size.rows < 30)
        }
    }

    /// The row in which the frame of the panes begins.
    private var top: Int {
        lesson.map { $0.lines.count + 1 } ?? 0
    }

    private var details: String {
        let held = state.trace.held.count
        let pace =
            state.trace.isPaused ? "HELD" + (held > 0 ? ", \(held) waiting" : "") : "running"
        let replay = state.replay.map { $0 + "  " } ?? ""
        return "\(replay)seed \(state.seed)  \(pace)  \(state.clock)"
    }

    /// Verdict, message or keys.
    private func foot(_ grid: inout Grid) {
        let inner = Area(row: 0, column: 1, rows: size.rows, columns: size.columns - 2)
        rule(row: size.rows - 4, 0, size.columns, &grid)
        let verdict = VerdictLine(state: state, width: inner.columns).lines
        grid.write(verdict[0], row: size.rows - 3, inner)
        if verdict.count > 1 {
            grid.write(verdict[1], row: size.rows - 2, inner)
        } else if let notice = state.notice {
            grid.write(Line(" ! " + notice, .statusWait), row: size.rows - 2, inner)
        } else {
            grid.write(
                HintsLine(width: inner.columns, nextLesson: state.nextLesson).line,
                row: size.rows - 2, inner)
        }
    }

    // MARK: One below the other

    private func drawNarrow(_ grid: inout Grid) {
        let all = body
        guard state.trace.opened == nil else {
            let arrows = min(9, all.rows / 3)
            WirePane(state: state, area: all.rows(0..<arrows)).draw(on: &grid)
            title("MESSAGE", "", row: all.row + arrows, column: 0, size.columns, &grid)
            AnatomyPane(state: state, area: all.below(arrows + 1)).draw(on: &grid)
            return
        }
        // Where there is room for both, both are shown.
        let isTall = all.rows >= 40
        let lower = isTall ? BooksPane.rows + 1 + 11 : BooksPane.rows
        let faults = all.rows >= 24 ? FaultsPane.rows : FaultsPane.rows - 1
        let wire = all.rows - faults - lower - 2
        WirePane(state: state, area: all.rows(0..<max(0, wire))).draw(on: &grid)
        var row = max(0, wire)
        title("FAULTS", "", row: all.row + row, column: 0, size.columns, &grid)
        FaultsPane(state: state, area: all.rows(row + 1..<row + 1 + faults)).draw(on: &grid)
        row += faults + 1
        let isCurve = state.lower == .curve && !isTall
        title(
            isCurve ? Self.curve : Self.books, isCurve ? "" : booksNote, row: all.row + row,
            column: 0, size.columns, &grid)
        let first = all.rows(row + 1..<min(all.rows, row + 1 + BooksPane.rows))
        if isCurve {
            CurvePane(state: state, area: first).draw(on: &grid)
        } else {
            BooksPane(state: state, area: first).draw(on: &grid)
        }
        guard isTall else { return }
        row += BooksPane.rows + 1
        title(Self.curve, "", row: all.row + row, column: 0, size.columns, &grid)
        CurvePane(state: state, area: all.below(row + 1)).draw(on: &grid)
    }

    private static let books = "THE BOOKS"
    private static let curve = "TIME TO CONFIRM"

    private var booksNote: String {
        state.checked.isEmpty ? "" : "read \(state.checked)"
    }

    // MARK: Side by side

    private func drawWide(_ grid: inout Grid) {
        let left = size.columns - Self.rightWidth - 1
        let wire = Area(row: body.row, column: 1, rows: body.rows, columns: left - 1)
        if state.trace.opened == nil {
            WirePane(state: state, area: wire).draw(on: &grid)
        } else {
            let arrows = wire.rows / 3
            WirePane(state: state, area: wire.rows(0..<arrows)).draw(on: &grid)
            title("MESSAGE", "", row: wire.row + arrows, column: 0, left + 1, &grid)
            AnatomyPane(state: state, area: wire.below(arrows + 1)).draw(on: &grid)
        }
        divide(column: left, &grid)
        let right = Area(
            row: body.row, column: left + 1, rows: body.rows, columns: size.columns - left - 2)
        let width = right.columns + 2
        title("FAULTS", "", row: top, column: left, width, &grid)
        FaultsPane(state: state, area: right.rows(0..<FaultsPane.rows)).draw(on: &grid)
        var row = FaultsPane.rows
        title(Self.books, booksNote, row: right.row + row, column: left, width, &grid)
        BooksPane(state: state, area: right.rows(row + 1..<min(right.rows, row + 9)))
            .draw(on: &grid)
        row += BooksPane.rows + 1
        guard right.rows - row > 6 else { return }
        title(Self.curve, "", row: right.row + row, column: left, width, &grid)
        CurvePane(state: state, area: right.below(row + 1)).draw(on: &grid)
    }

    // MARK: Lines

    private func divide(column: Int, _ grid: inout Grid) {
        let bar = style.box == .ascii ? "|" : style.box == .double ? "║" : "│"
        for row in body.row..<size.rows - 4 {
            grid.write(bar, row: row, column: column, role: .border)
        }
    }

    private func rule(row: Int, _ column: Int, _ columns: Int, _ grid: inout Grid) {
        grid.rule(
            Area(row: 0, column: column, rows: size.rows, columns: columns), row: row, style.box,
            role: .border)
    }

    /// A line across a pane with what it is called in it.
    private func title(
        _ name: String, _ details: String, row: Int, column: Int, _ columns: Int,
        _ grid: inout Grid
    ) {
        if row > 0 { rule(row: row, column, columns, &grid) }
        let end = column + columns - 2
        let after = grid.write(
            " \(name) ", row: row, column: column + 2, role: .title, end: end)
        guard !details.isEmpty, after + details.columns + 4 < end else { return }
        grid.write(" \(details) ", row: row, endingAt: end, role: .textDim)
    }
}

extension Area {
    /// Some of its rows.
    func rows(_ range: Range<Int>) -> Area {
        let first = min(max(0, range.lowerBound), rows)
        let last = min(max(first, range.upperBound), rows)
        return Area(row: row + first, column: column, rows: last - first, columns: columns)
    }
}

/// The keys that matter most, as many as fit.
struct HintsLine {
    let width: Int
    let nextLesson: Int

    var line: Line {
        var spans = [Span(" ")]
        var used = 1
        for binding in Desk.bindings {
            guard let hint = hint(of: binding) else { continue }
            let key = String(binding.name.prefix { $0 != " " })
            let length = key.columns + 1 + hint.columns + 2
            guard used + length <= width + 2 else { continue }
            spans += [Span(key, .key), Span(" \(hint)  ", .hint)]
            used += length
        }
        return Line(spans)
    }

    private func hint(of binding: Desk.Binding) -> String? {
        guard binding.keys.contains(where: { $0.act == .nextLesson }) else { return binding.hint }
        return binding.hint.map { "\($0) (\(nextLesson)/\(Lesson.all.count))" }
    }
}

/// Every key of the desk, in as many columns as there is room for.
struct HelpPane {
    private static let columnWidth = 42

    let area: Area

    func draw(on grid: inout Grid) {
        let rows = max(1, area.rows)
        for (place, binding) in Desk.bindings.enumerated() {
            let column = area.column + 1 + place / rows * Self.columnWidth
            let row = area.row + place % rows
            let end = min(column + Self.columnWidth, area.column + area.columns)
            guard column < area.column + area.columns else { break }
            let after = grid.write(
                binding.name.padded(right: 11), row: row, column: column, role: .key, end: end)
            grid.write(binding.meaning, row: row, column: after, role: .text, end: end)
        }
    }
}
