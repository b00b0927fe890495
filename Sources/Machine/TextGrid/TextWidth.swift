extension Unicode.Scalar {
    /// How many columns a terminal gives to it: 0, 1 or 2, as glibc's `wcwidth` counts in C.UTF-8.
    ///
    /// Marks that take no space of their own count 0; Bangla vowel signs that stand beside their letter (U+09BE) count
    /// 1; the East Asian wide ranges count 2. Control characters count 0: they are never drawn.
    package var columns: Int {
        switch value {
        case 0x20...0x7E: return 1
        case 0..<0x20, 0x7F..<0xA0: return 0
        case 0xAD: return 1
        default: break
        }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator:
            return 0
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .spacingMark, .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation,
            .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol,
            .otherSymbol, .spaceSeparator, .control, .surrogate, .privateUse, .unassigned:
            return isWide ? 2 : 1
        @unknown default:
            return 1
        }
    }

    /// Source: Unicode East Asian Width, classes W and F, whole blocks.
    private var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default:
            false
        }
    }
}

extension Character {
    /// How many columns a terminal gives to it: those of its scalars together.
    package var columns: Int {
        unicodeScalars.reduce(0) { $0 + $1.columns }
    }
}

extension String {
    /// How many columns a terminal gives to it.
    package var columns: Int {
        unicodeScalars.reduce(0) { $0 + $1.columns }
    }

    /// As much of its beginning as `limit` columns hold; a character that would be cut is left out, with all that belongs
    /// to it: marks, vowel signs, joined letters.
    package func clipped(to limit: Int) -> String {
        var clipped = ""
        var columns = 0
        for character in self {
            columns += character.columns
            if columns > limit { break }
            clipped.append(character)
        }
        return clipped
    }

    /// With spaces before it, so that it ends at column `columns`.
    package func padded(left columns: Int) -> String {
        String(repeating: " ", count: Swift.max(0, columns - self.columns)) + self
    }

    /// With spaces after it, so that what follows begins at column `columns`.
    package func padded(right columns: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, columns - self.columns))
    }

    /// Broken at spaces into lines of at most `limit` columns; a longer word is clipped. A card's number is one word.
    package func wrapped(to limit: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in unbrokenWords {
            let joined = line.isEmpty ? word : line + " " + word
            if joined.columns > limit, !line.isEmpty {
                lines.append(line)
                line = word
            } else {
                line = joined
            }
        }
        return (line.isEmpty ? lines : lines + [line]).map { $0.clipped(to: limit) }
    }

    /// The stars of a card's number hold to the digits after them.
    private var unbrokenWords: [String] {
        split(separator: " ").reduce(into: []) { words, word in
            if let last = words.last, last.hasSuffix("**") {
                words[words.count - 1] = last + " " + word
            } else {
                words.append(String(word))
            }
        }
    }
}
