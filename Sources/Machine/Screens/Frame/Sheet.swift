import BankProtocol
import CashMachine
package import TextGrid

/// One screen of 80 by 24 cells while it is drawn: a frame with a header, room for the content (rows 3...19), the only
/// message line (21) and the line of keys (22).
package struct Sheet {
    package var grid: Grid
    package let style: App.DrawStyle
    package let scene: Scene
    /// What has been drawn in the places that every screen has, for those who hear it.
    private(set) var told = Told()

    struct Told {
        var title = ""
        var details: [String] = []
        var choices: [Choice] = []
        var timeLeft: Duration?
        var message = ""
        /// Where choices and time stand among the content.
        var places: [Area] = []
    }

    static let content = 3..<20
    static let width = Size.machine.columns
    private static let messageRow = 21
    private static let keysRow = 22
    /// Where text may stand beside the border.
    private static let inner = 2..<78

    package init(_ scene: Scene, _ style: App.DrawStyle) {
        self.scene = scene
        self.style = style
        grid = Grid(size: .machine)
        let all = Area(row: 0, column: 0, rows: 24, columns: 80)
        grid.fill(Area(row: 1, column: 1, rows: 1, columns: 78), role: .header)
        grid.box(all, style.box, role: .border)
        grid.rule(all, row: 2, style.box, role: .border)
        grid.rule(all, row: 20, style.box, role: .border)
    }

    // MARK: Frame

    /// The row under the top edge: title and details on the left, line and clock on the right.
    package mutating func header(_ title: String, _ details: [String] = []) {
        told.title = title
        told.details = details
        let status = scene.linkText
        let right = Self.inner.upperBound - scene.clock.columns
        grid.write(scene.clock, row: 1, column: right, role: .headerDim)
        let statusColumn = right - 3 - status.columns
        grid.write(status, row: 1, column: statusColumn, role: scene.linkRole)
        var column = grid.write(title, row: 1, column: 2, role: .header, end: statusColumn - 1)
        for detail in details {
            column = grid.write(
                detail, row: 1, column: column + 3, role: .headerDim, end: statusColumn - 1)
        }
    }

    /// The bank's name, the machine and its place.
    package mutating func machineHeader() {
        let configuration = scene.configuration
        let place = configuration.location.split(separator: ",").first.map(String.init) ?? ""
        header(
            configuration.bankName.uppercased(),
            ["\(configuration.machine.text) \(place.uppercased())"])
    }

    package mutating func message(_ text: String, role: Role = .message) {
        told.message = text
        grid.write(
            text, row: Self.messageRow, column: Self.inner.lowerBound, role: role,
            end: Self.inner.upperBound)
    }

    /// Keys and their words, as many as fit; closer together when they are many.
    package mutating func keys(_ bindings: [Binding]) {
        let hints = bindings.compactMap { binding in
            binding.word.map { (scene.texts.keyName(binding.group), $0.isEmpty ? "" : " " + $0) }
        }
        let length = hints.reduce(0) { $0 + $1.0.columns + $1.1.columns }
        let gap = length + 3 * (hints.count - 1) <= Self.inner.count ? 3 : 2
        var column = Self.inner.lowerBound
        for (key, word) in hints {
            let end = Self.inner.upperBound
            guard column + key.columns + word.columns <= end else { continue }
            column = grid.write(key, row: Self.keysRow, column: column, role: .key, end: end)
            // A key without a word of its own shares that of the next.
            guard !word.isEmpty else {
                column += 1
                continue
            }
            column =
                grid.write(word, row: Self.keysRow, column: column, role: .hint, end: end) + gap
        }
    }

    // MARK: Content

    package mutating func centred(_ text: String, row: Int, role: Role = .text) {
        grid.write(text, row: row, centredIn: Self.inner, role: role)
    }

    /// Lines one below the other, each in the middle.
    package mutating func centred(_ lines: [String], from row: Int, role: Role = .text) {
        for (offset, line) in lines.enumerated() { centred(line, row: row + offset, role: role) }
    }

    /// Text from `column` on, broken at the right edge; returns the row after it.
    @discardableResult
    package mutating func paragraph(
        _ text: String, row: Int, column: Int, width: Int, role: Role = .text
    ) -> Int {
        let lines = text.wrapped(to: width)
        for (offset, line) in lines.enumerated() {
            grid.write(line, row: row + offset, column: column, role: role)
        }
        return row + lines.count
    }

    /// A filled box; returns the area inside its border.
    @discardableResult
    package mutating func panel(_ area: Area, role: Role = .panel, border: Role = .panelBorder)
        -> Area
    {
        grid.fill(area, role: role)
        grid.box(area, style.box, role: border)
        return area.inside
    }

    /// The choices beside the screen; the cursor goes to the focused one.
    package mutating func choices(_ choices: [Choice], focus: SideKey?) {
        told.choices += choices
        for choice in choices { draw(choice, isFocused: choice.key == focus) }
    }

    private mutating func draw(_ choice: Choice, isFocused: Bool) {
        let off = choice.off.map { " (\(scene.texts.shortReason($0)))" } ?? ""
        let label = choice.label + off
        let role: Role = isFocused ? .choiceFocus : choice.off == nil ? .choice : .choiceOff
        let keyRole: Role = choice.off == nil ? .key : .choiceOff
        let key = "[\(choice.key.label)]"
        if choice.key.isLeft {
            let after = grid.write(key + ">", row: choice.row, column: 2, role: keyRole)
            let end = grid.write(
                " \(label) ", row: choice.row, column: after, role: role, end: 44)
            told.places.append(Area(row: choice.row, column: 2, rows: 1, columns: end - 2))
            if isFocused { grid.cursor = Position(row: choice.row, column: after + 1) }
        } else {
            let end = Self.inner.upperBound
            grid.write("<" + key, row: choice.row, endingAt: end, role: keyRole)
            let start = end - 4 - label.columns - 2
            told.places.append(Area(row: choice.row, column: start, rows: 1, columns: end - start))
            grid.write(" \(label) ", row: choice.row, column: start, role: role, end: end - 4)
            if isFocused { grid.cursor = Position(row: choice.row, column: start + 1) }
        }
    }

    /// How long the screen still waits, in the right lower corner of the content.
    package mutating func timeLeft(_ duration: Duration?) {
        guard let duration else { return }
        told.timeLeft = duration
        // In the looks of the clock, so that a second costs a terminal two digits and no change of colours.
        let text = " \(scene.texts.frame.timeLeft)  \(duration.minutesText) "
        told.places.append(
            Area(row: 18, column: 75 - text.columns, rows: 1, columns: text.columns))
        grid.write(text, row: 18, endingAt: 75, role: .headerDim)
    }
}

extension Scene {
    /// `● ONLINE`: sign and word, for those who see no colour.
    var linkText: String {
        switch surroundings.link {
        case .online: "● " + texts.frame.online
        case .slow: "~ " + texts.frame.slow
        case .down: "× " + texts.frame.noLink
        }
    }

    var linkRole: Role {
        switch surroundings.link {
        case .online: .statusOK
        case .slow: .statusWait
        case .down: .statusError
        }
    }
}

extension Sheet {
    /// Empties the message line and the line of keys, before an overlay writes its own.
    package mutating func clearMessage() {
        grid.fill(Area(row: 21, column: 1, rows: 2, columns: 78), role: .text)
    }

    /// A word about the last key, in place of the screen's own message.
    package mutating func notice(_ notice: Notice) {
        grid.fill(Area(row: 21, column: 1, rows: 1, columns: 78), role: .text)
        message(
            (notice.isGood ? "" : "! ") + notice.text(scene),
            role: notice.isGood ? .statusOK : .statusWait)
    }
}
