internal import ISO8583
internal import LinkFaults
internal import TextGrid

/// A message laid open: its elements by name, then its bytes; a star stands before each that differs from the message that
/// it repeats.
struct AnatomyPane {
    let state: Desk.State
    let area: Area

    func draw(on grid: inout Grid) {
        let lines = lines
        let scroll = min(state.trace.scroll, max(0, lines.count - area.rows))
        grid.write(lines.dropFirst(scroll), in: area)
    }

    private var lines: [Line] {
        guard let crossing = state.trace.openCrossing(in: state.wire),
            let dialogue = state.trace.dialogue(in: state.wire)
        else { return [] }
        let original = dialogue.original(of: crossing)
        let anatomy = Anatomy(
            crossing.message, damaged: crossing.damagedFrame, original: original?.message)
        return [title(crossing, original)] + anatomy.elements.map(element) + bytes(anatomy)
    }

    private func title(_ crossing: Crossing, _ original: Crossing?) -> Line {
        let what =
            if crossing.damagedFrame != nil {
                "as it arrived; * differs from what was sent"
            } else if let original {
                "* differs from the \(original.message.type) at \(original.entered.seconds(3)) s"
            } else {
                "the first of its kind"
            }
        return Line([
            Span("\(crossing.message.type)  ", .title), Span(what, .textDim),
        ])
    }

    private func element(_ element: Anatomy.Element) -> Line {
        let number = element.number == 0 ? "MTI" : "D\(element.number)"
        return Line([
            Span(element.differs ? "*" : " ", .wireDuplicate),
            Span(number.padded(right: 5), .key),
            Span(ElementNames.name(element.number).padded(right: 20), .textDim),
            Span(element.text, element.differs ? .wireDuplicate : .text),
        ])
    }

    /// Sixteen bytes a row where there is room for them, else eight.
    private func bytes(_ anatomy: Anatomy) -> [Line] {
        let count = area.columns >= 76 ? 16 : 8
        return stride(from: 0, to: anatomy.bytes.count, by: count).map { start in
            let row = anatomy.bytes[start..<min(start + count, anatomy.bytes.count)]
            var spans = [Span(Hexadecimal.text(UInt16(start), digits: 4) + " ", .textDim)]
            for byte in row {
                spans.append(Span(byte.differs ? "*" : " ", .wireDuplicate))
                spans.append(
                    Span(
                        Hexadecimal.text(UInt16(byte.value), digits: 2),
                        byte.differs ? .wireDuplicate : .text))
            }
            let rest = String(repeating: "   ", count: count - row.count)
            let text = String(
                String.UnicodeScalarView(
                    row.map {
                        (0x20...0x7E).contains($0.value) ? Unicode.Scalar($0.value) : "."
                    }))
            return Line(spans + [Span(rest + "  " + text, .textDim)])
        }
    }
}

enum Hexadecimal {
    static func text(_ number: UInt16, digits: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
