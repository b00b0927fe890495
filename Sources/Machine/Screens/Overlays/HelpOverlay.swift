import TextGrid

/// The help page: the keys of the screen beneath it and those of every screen, from the binding table.
package enum HelpOverlay {
    private static let left = 6
    private static let width = 68
    private static let keyboardColumn = 29
    private static let meaningColumn = 52
    /// The rows that the content has room for, the border's and the one of the head left out.
    static let mostRows = 14

    /// - Parameters:
    ///   - bindings: Everything that is bound.
    ///   - clock: What becomes of the time limit meanwhile.
    ///   - sheet: The screen beneath.
    package static func draw(_ bindings: [Binding], _ clock: String, _ sheet: inout Sheet) {
        let scene = sheet.scene
        let texts = scene.texts.help
        let bindings = bindings.prefix(mostRows)
        // A row of air below the last line, where there is one.
        let rows = min(17, bindings.count + 4)
        let top = 3 + (17 - rows) / 2
        sheet.panel(Area(row: top, column: left, rows: rows, columns: width))
        sheet.grid.write(
            " \(texts.title) ", row: top, centredIn: left..<left + width, role: .title)
        line(texts.machineKey, texts.keyboard, texts.meaning, row: top + 1, .panelDim, &sheet)
        for (offset, binding) in bindings.enumerated() {
            let names = scene.texts.keyNames(binding.group)
            line(
                names.machine, names.keyboard, names.meaning, row: top + 2 + offset, .panel, &sheet)
        }
        sheet.grid.write(
            " \(facts(scene)) ", row: top + rows - 1, centredIn: left..<left + width,
            role: .panelDim)
        sheet.clearMessage()
        sheet.message(clock)
        sheet.keys([Binding(.help, ""), Binding(.cancel, texts.close)])
        sheet.grid.cursor = Position(row: top, column: left + 2)
    }

    private static func line(
        _ machine: String, _ keyboard: String, _ meaning: String, row: Int, _ role: Role,
        _ sheet: inout Sheet
    ) {
        let keyRole: Role = role == .panel ? .key : role
        sheet.grid.write(machine, row: row, column: left + 3, role: role)
        sheet.grid.write(
            keyboard, row: row, column: keyboardColumn, role: keyRole, end: meaningColumn - 1)
        sheet.grid.write(
            meaning, row: row, column: meaningColumn, role: role, end: left + width - 1)
    }

    private static func facts(_ scene: Scene) -> String {
        let texts = scene.texts.help
        let size = scene.surroundings.size
        var parts = ["\(size.columns)x\(size.rows)", "v\(scene.configuration.version)"]
        if let display = scene.surroundings.display {
            let colours = display.colours == 0 ? texts.none : String(display.colours)
            parts.insert(
                contentsOf: [
                    "\(texts.theme) \(display.theme)", "\(texts.colours) \(colours)",
                    "UTF-8 \(display.isUTF8 ? texts.yes : texts.no)",
                ], at: 0)
        }
        return parts.joined(separator: "   ")
    }
}
