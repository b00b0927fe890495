extension Texts {
    /// What only the line mode says; the rest is what the screens say.
    package struct Plain: Equatable, Sendable {
        package let choice: String
        package let off: String
        package let timeLeft: String
        package let noTimeLimit: String
        package let anyLine: String
        package let goOn: String
        package let quitAgain: String
        package let noUse: String
        package let helpTitle: String
        package let helpLine: String
        /// Of words that every screen understands.
        package let helpAlways: [String]
        /// What a line has to say in place of keys; keys that a line cannot have are left out.
        package let typed: [KeyGroup: String]
        package let words: [String: TypedLine.Word]
    }
}

extension Texts.Plain {
    static let english = Texts.Plain(
        choice: "{key}: {label}",
        off: "{key}: {label} - not now. {reason}",
        timeLeft: "Time left: {seconds} s.",
        noTimeLimit: "This screen has no time limit.",
        anyLine: "Press Enter to go on where you were.",
        goOn: "Go on where you were.",
        quitAgain: "Type quit once more to leave. Anything else stays.",
        noUse: "That does nothing here. Type ? for help.",
        helpTitle: "What you can type here, each with Enter after it:",
        helpLine: "{typed}: {meaning}",
        helpAlways: [
            "again: tell this screen once more", "time: how much time is left",
        ],
        typed: [
            .sideKeys: "A letter of a choice", .text: "A text, or /cancel", .digits: "A number",
            .eraseAll: "erase", .moves: "up, down", .upDown: "up, down",
            .pages: "earlier, later", .leftRight: "less, more", .enter: "Nothing",
            .cancel: "cancel", .help: "?",
            .quit: "quit", .supervise: "operator",
        ],
        words: [
            "help": .help, "again": .again, "time": .time, "enter": .enter, "ok": .enter,
            "cancel": .cancel, "back": .cancel, "stop": .stop, "erase": .erase, "quit": .quit,
            "operator": .supervise, "up": .up, "down": .down, "less": .less, "more": .more,
            "earlier": .pageUp, "later": .pageDown,
        ])
}
