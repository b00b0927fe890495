internal import NcursesDisplay
internal import TextGrid
internal import ThemeFiles

/// The themes that `T` goes through.
struct ThemeCycle {
    private let themes: [Theme]
    private var place: Int

    /// - Throws: A `Complaint` that lists the themes when there is none of that name.
    init(named name: String?) throws {
        themes = try BundledThemes.all()
        place = 0
        guard let name else { return }
        guard let found = themes.firstIndex(where: { $0.name == name }) else {
            let names = themes.map(\.name).joined(separator: ", ")
            throw Complaint("there is no theme “\(name)”; there are \(names).", exitCode: 64)
        }
        place = found
    }

    var current: Theme { themes[place] }

    mutating func advance() {
        place = (place + 1) % themes.count
    }
}
