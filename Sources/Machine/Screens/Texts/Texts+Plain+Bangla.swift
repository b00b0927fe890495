extension Texts.Plain {
    /// Words that are typed stay English: a keyboard may have no Bangla.
    static let bangla = Texts.Plain(
        choice: "{key}: {label}",
        off: "{key}: {label} - এখন নয়। {reason}",
        timeLeft: "সময় বাকি: {seconds} সেকেন্ড।",
        noTimeLimit: "এই পর্দায় সময়ের সীমা নেই।",
        anyLine: "যেখানে ছিলেন সেখান থেকে চালিয়ে যেতে Enter চাপুন।",
        goOn: "যেখানে ছিলেন সেখান থেকে চালিয়ে যান।",
        quitAgain: "বেরিয়ে যেতে আরেকবার quit লিখুন। অন্য কিছু লিখলে থাকবেন।",
        noUse: "এখানে তাতে কিছু হয় না। সাহায্যের জন্য ? লিখুন।",
        helpTitle: "এখানে যা লিখতে পারেন, প্রতিটির পরে Enter:",
        helpLine: "{typed}: {meaning}",
        helpAlways: [
            "again: এই পর্দা আরেকবার বলা", "time: কত সময় বাকি",
        ],
        typed: [
            .sideKeys: "পছন্দের অক্ষর", .text: "লেখা, বা /cancel", .digits: "সংখ্যা",
            .eraseAll: "erase", .moves: "up, down", .upDown: "up, down",
            .pages: "earlier, later", .leftRight: "less, more", .enter: "কিছু না লিখে",
            .cancel: "cancel", .help: "?",
            .quit: "quit", .supervise: "operator",
        ],
        words: english.words)
}
