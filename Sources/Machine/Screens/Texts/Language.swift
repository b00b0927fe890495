/// A language of the screens; each has one catalogue of texts. Its raw value is its name on a command line.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case english = "en"
    case bangla = "bn"

    package var texts: Texts {
        switch self {
        case .english: .english
        case .bangla: .bangla
        }
    }

    /// Whether ASCII is all that it needs.
    package var isASCII: Bool {
        switch self {
        case .english: true
        case .bangla: false
        }
    }

    /// The one that `L` changes to.
    package var next: Language {
        switch self {
        case .english: .bangla
        case .bangla: .english
        }
    }
}
