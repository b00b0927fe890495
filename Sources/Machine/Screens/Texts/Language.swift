/// A language of the screens; each has one catalogue of texts.
package enum Language: Hashable, Sendable, CaseIterable {
    case english

    package var texts: Texts {
        switch self {
        case .english: .english
        }
    }
}
