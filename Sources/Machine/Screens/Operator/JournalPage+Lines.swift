import BankProtocol
import CashMachine
import TextGrid

extension JournalPage {
    /// A line of the list; an entry has as many as its words need.
    struct Line: Equatable {
        /// The entry that begins here.
        var head: Row?
        var words: String
    }

    private static let width = 55

    /// - Parameters:
    ///   - state: What has been read.
    ///   - count: How many lines are wanted; nothing above them is put into words.
    ///   - scene: The language.
    /// - Returns: The end of the list, oldest first: at least so many lines, if there are so many.
    static func lines(of state: State, atLeast count: Int, _ scene: Scene) -> [Line] {
        var entries: [[Line]] = []
        var found = 0
        for row in state.rows.reversed() {
            guard found < count else { break }
            entries.append(lines(of: row, state.selection, scene))
            found += entries[entries.count - 1].count
        }
        return entries.reversed().flatMap(\.self)
    }

    /// The reference, and beside it what the entry says.
    private static func lines(of row: Row, _ selection: Selection, _ scene: Scene) -> [Line] {
        guard selection == .all else { return [Line(head: row, words: card(row, scene))] }
        let reference = row.entry.event.reference.map { $0 + "  " } ?? ""
        let indent = String(repeating: " ", count: reference.columns)
        let words = scene.language.sentence(of: row.entry.event)
            .wrapped(to: width - reference.columns)
        return words.enumerated().map { place, words in
            Line(head: place == 0 ? row : nil, words: (place == 0 ? reference : indent) + words)
        }
    }

    /// A card that was kept, and why.
    private static func card(_ row: Row, _ scene: Scene) -> String {
        guard case .cardKept(let lastFour, let cause) = row.entry.event else { return "" }
        let texts = scene.texts.supervisor.journal
        let why =
            switch cause {
            case .notTaken: texts.notTaken
            case .bankOrder(let code): texts.bankOrder.filled(["code": code.rawValue])
            }
        return "**** \(lastFour)   \(why)"
    }
}
