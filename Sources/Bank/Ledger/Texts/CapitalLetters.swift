/// `a`...`z` in capitals, all else as it is; the text is ASCII by definition.
package func capitalLetters(of text: String) -> String {
    String(
        decoding: text.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
}
