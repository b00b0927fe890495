/// Refusals that say what a key did before: they hold of invariant 5 too, since a customer whose own repeat is refused as
/// another's is told nothing. Looks at the bytes of request and answer, and at what is durable of the key.
extension Auditor {
    /// Business days that an answer is kept below the mark.
    private static let daysKept = 7

    /// Which rows of the bank's table were met.
    func countRefusal(_ answered: SeenMessage) {
        guard let code = answered.text(39), code != "00", let reason = answered.text(63),
            reason != "REPLAY"
        else { return }
        let row =
            "\(answered.type) \(code) \(reason.prefix { $0 != "-" || !reason.hasPrefix("LIMIT") })"
        refusals[row, default: 0] += 1
    }

    func checkRefusal(_ asked: SeenMessage, _ answered: SeenMessage) {
        guard answered.text(39) == "94", let name = asked.key, let part = asked.part else { return }
        let story = stories[name] ?? KeyStory()
        switch answered.text(63) {
        case "KEY-MISMATCH": checkMismatch(asked, name, part, story)
        case "KEY-STALE": checkStale(asked, name, story)
        case "KEY-SETTLED":
            check(
                story.isClosed || (part == .reversal && isBelowMark(name)), .answersLast,
                "\(name) \(part) was refused as settled although nothing settled it")
        default:
            fail(.answersLast, "\(text(of: answered.bytes)) tells no reason")
        }
    }

    private func checkMismatch(
        _ asked: SeenMessage, _ name: KeyName, _ part: KeyPart, _ story: KeyStory
    ) {
        check(
            story[part].answeredContent != asked.content, .answersLast,
            "\(name) \(part) came again as it was and was taken for another")
        check(
            story[.original].code != nil || story[part].code != nil, .answersLast,
            "\(name) \(part) was taken for another although the bank has none")
    }

    /// Only a record that is old, or a key that is settled and has none.
    private func checkStale(_ asked: SeenMessage, _ name: KeyName, _ story: KeyStory) {
        guard story[.original].code != nil else {
            return check(
                isBelowMark(name), .answersLast, "\(name) was refused as stale above its mark")
        }
        check(
            story[.original].answeredContent != asked.content
                || today >= story.recordedOn + Self.daysKept, .answersLast,
            "\(name) came again and was refused as stale \(today - story.recordedOn) days later")
    }

    private func isBelowMark(_ name: KeyName) -> Bool {
        let epoch = EpochName(terminal: name.terminal, epoch: name.epoch)
        if let store { takeMark(epoch, store) }
        return name.sequence < marks[epoch] ?? 0
    }
}
