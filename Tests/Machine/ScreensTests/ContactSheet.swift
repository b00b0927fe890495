import TextGrid

/// Many screens in one SVG document, half as large as they are, each with its name below.
struct ContactSheet {
    struct Picture {
        var name: String
        var grid: Grid
        var theme: Theme
    }

    let pictures: [Picture]
    /// How many stand beside each other.
    let columns: Int

    /// A screen of 80 by 24 at half its size, and its name.
    private let across = 820 / 2 + 20
    private let down = 500 / 2 + 34

    var svg: String {
        let width = columns * across + 20
        let height = (pictures.count + columns - 1) / columns * down + 20
        let head =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" "
            + "width=\"\(width)\" height=\"\(height)\">\n"
            + "<rect width=\"\(width)\" height=\"\(height)\" fill=\"#80858f\"/>\n"
        return head + pictures.indices.map(placed).joined() + "</svg>\n"
    }

    private func placed(_ number: Int) -> String {
        let picture = pictures[number]
        let x = 20 + number % columns * across
        let y = 20 + number / columns * down
        return "<g transform=\"translate(\(x) \(y)) scale(0.5)\">\n"
            + "\(picture.grid.svg(picture.theme))</g>\n"
            + "<text x=\"\(x)\" y=\"\(y + 266)\" font-family=\"sans-serif\" font-size=\"13\">"
            + "\(picture.name)</text>\n"
    }
}
