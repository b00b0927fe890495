/// Rows under named columns, for people as an aligned table, for programs as JSON.
struct Listing {
    enum Alignment {
        case left
        case right
    }

    struct Column {
        /// The field's name in JSON; in capitals the table's heading.
        var name: String
        var alignment: Alignment

        init(_ name: String, _ alignment: Alignment = .left) {
            self.name = name
            self.alignment = alignment
        }
    }

    var columns: [Column]
    var rows: [[Cell]] = []

    /// Two spaces between columns, none at the ends of lines.
    var table: String {
        let lines = [columns.map { $0.name.uppercased() }] + rows.map { $0.map(\.human) }
        let widths = columns.indices.map { column in
            lines.map { $0[column].count }.max(by: <) ?? 0
        }
        return lines.map { line in
            var text = columns.indices.map { column in
                line[column].padded(to: widths[column], columns[column].alignment)
            }.joined(separator: "  ")
            while text.last == " " { text.removeLast() }
            return text
        }.joined(separator: "\n")
    }

    /// An array of objects, one a line.
    var json: String {
        rows.isEmpty ? "[]" : "[\n\(objects.joined(separator: ",\n"))\n]"
    }

    /// One object a row; its fields in the order of the columns.
    var objects: [String] {
        rows.map { row in
            let fields = zip(columns, row).map { "\(Cell.quoted($0.name)):\($1.json)" }
            return "{\(fields.joined(separator: ","))}"
        }
    }
}

extension String {
    fileprivate func padded(to width: Int, _ alignment: Listing.Alignment) -> String {
        let filler = String(repeating: " ", count: max(0, width - count))
        return switch alignment {
        case .left: self + filler
        case .right: filler + self
        }
    }
}
