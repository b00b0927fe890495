import CashMachine
import TextGrid

/// What a screen says, as lines for somebody who hears them or has no cursor to be moved.
///
/// Read off the very screen that is drawn for those who see it, so that both say the same in every language: its title,
/// its rows without frames and pictures, its message, its choices by their letters.
package struct Narration: Equatable, Sendable {
    package struct Line: Hashable, Sendable {
        package enum Role: Hashable, Sendable {
            case title
            case text
            case choice
            /// A choice that is not to be had, with the reason.
            case off
            /// The screen's own message, or a word about what was typed.
            case message
            /// How far a request has come.
            case progress
            /// Of time limits.
            case time
            /// What can be typed.
            case help
        }

        package var role: Role
        package var text: String

        package init(_ role: Role, _ text: String) {
            self.role = role
            self.text = text
        }
    }

    /// Screen and title; another one is told from the beginning.
    struct Place: Equatable, Sendable {
        var name: Situation.Name
        var title: String
    }

    let place: Place
    package let lines: [Line]
    /// Until the machine acts by itself, where the screen shows that.
    let timeLeft: Duration?

    /// A sign would be spelt out, or left out, by what reads it aloud.
    fileprivate static let currency = "BDT"

    package init(of state: App.State) {
        let scene = state.scene(sign: Self.currency)
        var sheet = Sheet(scene, App.DrawStyle(glyphs: .unicode))
        state.situation.withoutProgress.draw(&sheet)
        let told = sheet.told
        place = Place(name: state.situation.name, title: told.title.spoken)
        timeLeft = told.timeLeft
        let link = scene.surroundings.link == .online ? [] : [scene.linkText]
        let content = sheet.contentLines.map { Line(.text, $0) }
        let message = (state.notice?.text(scene) ?? told.message).spoken
        let isSaid = message.isEmpty || content.contains { $0.text.hasSuffix(message) }
        let title = ([told.title] + told.details + link).map(\.spoken)
        lines =
            [Line(.title, title.filter { !$0.isEmpty }.joined(separator: ", "))]
            + content
            + told.choices.map { Self.line(of: $0, scene.texts) }
            + (isSaid ? [] : [Line(.message, message)])
    }

    private static func line(of choice: Choice, _ texts: Texts) -> Line {
        let values = ["key": choice.key.label, "label": choice.label.spoken]
        guard let reason = choice.off else {
            return Line(.choice, texts.plain.choice.filled(values))
        }
        let sentence = texts.reason(reason).spoken
        return Line(
            .off,
            texts.plain.off.filled(values.merging(["reason": sentence]) { value, _ in value }))
    }
}

extension Situation {
    /// The same without what changes from second to second.
    fileprivate var withoutProgress: Situation {
        guard case .waiting(var waiting) = self else { return self }
        waiting.progress = .starting
        return .waiting(waiting)
    }
}

extension Sheet {
    /// The rows between head and message, without what `told` has of its own.
    fileprivate var contentLines: [String] {
        var grid = grid
        for area in told.places { grid.fill(area, role: .text) }
        return Self.content.map { row in
            String(
                String.UnicodeScalarView(
                    grid.row(row).dropFirst().dropLast().flatMap(\.spokenScalars)))
        }
        .map(\.spoken).filter { !$0.isEmpty }
    }
}

extension Cell {
    /// Frames, bars and fields to be filled are seen, not said.
    fileprivate var spokenScalars: [Unicode.Scalar] {
        switch base {
        case "\u{2500}"..."\u{25FF}": [" "]
        case "_" where role == .input: [" "]
        // Stars stand for digits that nobody is to know.
        case "*": [" "]
        default: extent == .rightHalf ? [] : [base] + marks
        }
    }
}

extension String {
    /// Without signs that stand for a picture: words and numbers one space apart, columns by a comma.
    var spoken: String {
        let columns = split(separator: "   ").map { column in
            column.split(separator: " ").filter(\.isSpoken).joined(separator: " ")
        }
        return columns.filter { !$0.isEmpty }.reduce("") { line, column in
            guard let last = line.last else { return column }
            let isWhole = last.isLetter || last.isNumber || last == ")"
            return line + (isWhole && !line.hasSuffix(Narration.currency) ? ", " : " ") + column
        }
    }
}

extension Substring {
    fileprivate var isSpoken: Bool {
        contains { $0.isLetter || $0.isNumber }
            || ["×", "-", "+", "=", "?", "?:", "!"].contains(self)
    }
}
