/// A look at the brackets of a TOML text before TOMLKit reads it.
///
/// The parser beneath TOMLKit (toml++ 3.4) ends the program by an assertion for a table header without a name (`[=`) and
/// for a brace that closes a bracket (`[ }`). A user's slip must be a sentence, so both are found here. Strings of several
/// lines, which no file here has a use for, are not known.
package enum BracketCheck {
    package struct Flaw: Equatable {
        package let line: Int
        package let problem: String
        package let remedy: String
    }

    package static func firstFlaw(in text: String) -> Flaw? {
        var open: [Character] = []
        for (offset, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            if open.isEmpty, isHeaderWithoutName(line) {
                return Flaw(
                    line: offset + 1, problem: "the table has no name",
                    remedy: "Write it like [roles]")
            }
            if !close(line, &open) {
                return Flaw(
                    line: offset + 1, problem: "a bracket is closed that was not opened so",
                    remedy: "Close [ with ] and { with }")
            }
        }
        return nil
    }

    private static func isHeaderWithoutName(_ line: Substring) -> Bool {
        var rest = line.drop(while: isSpace)
        guard rest.first == "[" else { return false }
        rest = rest.dropFirst()
        if rest.first == "[" { rest = rest.dropFirst() }
        guard let first = rest.first(where: { !isSpace($0) }) else { return true }
        let isKey = first.isASCII && (first.isLetter || first.isNumber)
        return !isKey && !"_-\"']".contains(first)
    }

    /// Follows the brackets of one line, those in strings and comments left out.
    ///
    /// - Returns: `false` at one that closes another kind than is open.
    private static func close(_ line: Substring, _ open: inout [Character]) -> Bool {
        var quote: Character?
        var isEscaped = false
        for character in line {
            defer { isEscaped = quote == "\"" && character == "\\" && !isEscaped }
            if isEscaped { continue }
            switch (character, quote) {
            case ("\"", nil), ("'", nil): quote = character
            case (_, .some(character)): quote = nil
            case (_, .some): break
            case ("#", nil): return true
            case ("[", nil): open.append("]")
            case ("{", nil): open.append("}")
            case ("]", nil), ("}", nil):
                guard open.popLast() == character else { return false }
            case (_, nil): break
            }
        }
        return true
    }

    private static func isSpace(_ character: Character) -> Bool {
        character == " " || character == "\t"
    }
}
