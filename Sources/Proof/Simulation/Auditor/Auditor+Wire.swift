internal import LedgerStore

/// The wire. Invariant 2 looks at the bytes of every answer that the bank sends; 5 whether a durable record stands behind
/// it; 9 at the content of the requests that get one key's answer; 16 at whether any leaves after a commit erred.
extension Auditor {
    /// The bank takes a frame for authentic.
    func bankReceived(_ frame: [UInt8], isDamaged: Bool) {
        check(!isDamaged, .authentic, "the bank believes a damaged frame: \(text(of: frame))")
        guard let message = SeenMessage(frame) else { return }
        noteEchoedMark(message)
        noteUnused(message)
        guard let name = message.key, message.part == .original else { return }
        let content = message.content
        noteLateOriginal(name, content)
        guard stories[name]?.variants.contains(where: { $0.content == content }) != true else {
            return
        }
        stories[name, default: KeyStory()].variants.append(
            Variant(
                content: content, amount: message.number(4), time: message.number(7),
                card: message.text(2), pin: message[110].flatMap { typedPINs[fnv($0.prefix(32))] },
                newPIN: message[110].flatMap { typedPINs[fnv($0.dropFirst(32))] },
                receiver: message.text(103), totals: SeenTotals(message)))
    }

    func bankAnswered(_ request: [UInt8], with answer: [UInt8]) {
        check(!commitHasFailed, .nothingAfterCommitError, "sent \(text(of: answer))")
        guard let asked = SeenMessage(request), let answered = SeenMessage(answer) else {
            return fail(.sameAnswer, "the bank sent bytes that are no message")
        }
        countRefusal(answered)
        checkRefusal(asked, answered)
        guard let name = answered.key, let part = answered.part, let code = answered.text(39),
            !["30", "58", "91", "94", "96"].contains(code)
        else { return }
        check(name == asked.key, .sameAnswer, "\(name) answers \(asked.key.map { "\($0)" } ?? "?")")
        var story = stories[name, default: KeyStory()]
        if code == "21" {
            check(
                story.isTombstoned && part == .original, .tombstonesHold,
                "\(name) answered 21 although nothing reversed it")
        } else {
            check(
                story[part].code == code, .answersLast,
                "\(name) \(part) answered \(code), recorded \(story[part].code ?? "nothing")")
        }
        if code == "21" {
            compareRefusal(asked, answered, name, &story)
        } else {
            compare(asked, answered, name, part, &story)
        }
        if answered.type == 510 { checkDayClose(asked, answered, name, story) }
        if code == "00" || part == .advice { checkAmount(asked, answered, name, part, story) }
        checkMark(asked, name)
        stories[name] = story
    }

    private func compare(
        _ asked: SeenMessage, _ answered: SeenMessage, _ name: KeyName, _ part: KeyPart,
        _ story: inout KeyStory
    ) {
        let content = asked.content
        let business = answered.business
        if let first = story[part].answeredContent {
            check(
                first == content, .contentHolds,
                "\(name) \(part): other content was answered as if it were the first")
            check(
                story[part].business == business, .sameAnswer,
                "\(name) \(part) answered in two ways, now \(text(of: answered.bytes))")
        } else {
            story[part].answeredContent = content
            story[part].business = business
        }
    }

    /// What was reversed before it came is refused whatever it says: the bank never saw its first content. Only of one
    /// content must all answers be the same; that of another is not looked at further.
    private func compareRefusal(
        _ asked: SeenMessage, _ answered: SeenMessage, _ name: KeyName, _ story: inout KeyStory
    ) {
        let first = story[.original].answeredContent
        guard first == nil || first == asked.content else { return }
        compare(asked, answered, name, .original, &story)
    }

    /// What was posted is what was asked.
    private func checkAmount(
        _ asked: SeenMessage, _ answered: SeenMessage, _ name: KeyName, _ part: KeyPart,
        _ story: KeyStory
    ) {
        guard let amount = asked.number(4) else { return }
        switch part {
        case .original where asked.type / 10 == 20:
            check(
                story[.original].posted == amount, .recordsMatchPostings,
                "\(name) approved for \(amount), posted \(story[.original].posted)")
        case .reversal where story.executions > 0:
            let back = amount - (asked.actualAmount ?? 0)
            check(
                story[.reversal].posted == back, .recordsMatchPostings,
                "\(name) reversed by \(back), posted \(story[.reversal].posted)")
        case .advice:
            checkForced(asked, answered, name, story)
        case .original, .reversal:
            break
        }
    }

    /// An advice posts all that it tells of where the original did not, and nothing else.
    private func checkForced(
        _ asked: SeenMessage, _ answered: SeenMessage, _ name: KeyName, _ story: KeyStory
    ) {
        let isNews = story.executions == 0 || answered.text(39) == "25"
        let forced = isNews ? asked.actualAmount ?? 0 : 0
        check(
            story[.advice].posted == forced, .recordsMatchPostings,
            "\(name): an advice of \(forced) was posted as \(story[.advice].posted)")
    }

    /// A request that was decided has its mark noted.
    private func checkMark(_ asked: SeenMessage, _ name: KeyName) {
        guard !isReadOnly, let mark = asked.mark else { return }
        let epoch = EpochName(terminal: name.terminal, epoch: name.epoch)
        if let store { takeMark(epoch, store) }
        let known = marks[epoch] ?? 0
        check(
            known >= mark, .marksHold,
            "\(name) said that all below \(mark) is settled, the bank knows \(known)")
    }

    func commitFailed() { commitHasFailed = true }
    func bankDied() { commitHasFailed = false }

    func pinTyped(_ block: [UInt8], _ pin: String) {
        // On the wire a block is upper-case hex.
        var digits: [UInt8] = []
        for byte in block {
            for nibble in [byte >> 4, byte & 0x0F] {
                digits.append(nibble < 10 ? 0x30 + nibble : 0x37 + nibble)
            }
        }
        typedPINs[fnv(digits[...])] = pin
    }
}
