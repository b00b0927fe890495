/// How the lines of a box look.
package enum BoxStyle: String, Hashable, Sendable, CaseIterable {
    case single
    case double
    case rounded
    case ascii
}

extension BoxStyle {
    /// The characters of a box: corners from the top left on, clockwise, then lines, then joints.
    struct Lines {
        var topLeft: Unicode.Scalar
        var topRight: Unicode.Scalar
        var bottomRight: Unicode.Scalar
        var bottomLeft: Unicode.Scalar
        var horizontal: Unicode.Scalar
        var vertical: Unicode.Scalar
        var leftJoint: Unicode.Scalar
        var rightJoint: Unicode.Scalar
    }

    var lines: Lines {
        switch self {
        case .single:
            Lines(
                topLeft: "┌", topRight: "┐", bottomRight: "┘", bottomLeft: "└", horizontal: "─",
                vertical: "│", leftJoint: "├", rightJoint: "┤")
        case .double:
            Lines(
                topLeft: "╔", topRight: "╗", bottomRight: "╝", bottomLeft: "╚", horizontal: "═",
                vertical: "║", leftJoint: "╠", rightJoint: "╣")
        case .rounded:
            Lines(
                topLeft: "╭", topRight: "╮", bottomRight: "╯", bottomLeft: "╰", horizontal: "─",
                vertical: "│", leftJoint: "├", rightJoint: "┤")
        case .ascii:
            Lines(
                topLeft: "+", topRight: "+", bottomRight: "+", bottomLeft: "+", horizontal: "-",
                vertical: "|", leftJoint: "+", rightJoint: "+")
        }
    }
}

extension Grid {
    /// Draws a border along the inner edge of `area`; what is inside stays.
    package mutating func box(_ area: Area, _ style: BoxStyle, role: Role) {
        guard area.rows >= 2, area.columns >= 2 else { return }
        let lines = style.lines
        let bottom = area.row + area.rows - 1
        let right = area.column + area.columns - 1
        rule(area, row: area.row, left: lines.topLeft, right: lines.topRight, style, role: role)
        rule(
            area, row: bottom, left: lines.bottomLeft, right: lines.bottomRight, style, role: role)
        for row in area.row + 1..<bottom {
            write(String(lines.vertical), row: row, column: area.column, role: role)
            write(String(lines.vertical), row: row, column: right, role: role)
        }
    }

    /// Draws a line across a box, joined to its sides.
    package mutating func rule(_ area: Area, row: Int, _ style: BoxStyle, role: Role) {
        let lines = style.lines
        rule(area, row: row, left: lines.leftJoint, right: lines.rightJoint, style, role: role)
    }

    private mutating func rule(
        _ area: Area, row: Int, left: Unicode.Scalar, right: Unicode.Scalar, _ style: BoxStyle,
        role: Role
    ) {
        guard area.columns >= 2 else { return }
        let line = String(repeating: Character(style.lines.horizontal), count: area.columns - 2)
        write("\(left)\(line)\(right)", row: row, column: area.column, role: role)
    }
}
