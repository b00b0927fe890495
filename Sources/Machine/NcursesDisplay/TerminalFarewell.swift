import CCurses

/// The bytes that give a terminal back, for the moment when ncurses itself cannot be asked any more.
enum TerminalFarewell {
    /// From terminfo: mouse off, keypad off, attributes and colours off, cursor on, the former screen back.
    static func bytes(mouse: Bool) -> [CChar] {
        let mouseOff = mouse ? "\u{1B}[?1006l\u{1B}[?1000l" : ""
        let names = ["rmkx", "sgr0", "op", "cnorm", "rmcup"]
        let known = names.compactMap { cc_capability($0).map { String(cString: $0) } }
        let hasFormerScreen = cc_capability("rmcup") != nil
        let text = mouseOff + known.map(withoutDelays).joined() + (hasFormerScreen ? "" : "\r\n")
        return text.utf8.map { CChar(bitPattern: $0) }
    }

    /// Terminfo writes delays for slow terminals into its strings: `$<2>`.
    static func withoutDelays(_ text: String) -> String {
        var rest = text[...]
        var kept = ""
        while let open = rest.firstIndex(of: "$"), rest[open...].hasPrefix("$<"),
            let close = rest[open...].firstIndex(of: ">")
        {
            kept += rest[..<open]
            rest = rest[rest.index(after: close)...]
        }
        return kept + rest
    }
}
