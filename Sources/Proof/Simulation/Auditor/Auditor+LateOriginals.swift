internal import BankProtocol

/// Originals behind a sign-on. A machine whose journal was put back tells by NEXT that it has not used a key, and the bank has
/// seen nothing of it either; then a request of the machine's later self comes in, which was still on the line. Nothing in
/// the contract keeps it out: a sign-on closes no other connection, and does not say which keys are gone. It is executed
/// and paid to nobody. If the machine then asks something else under the key it is refused, which opens a case; if that does
/// not reach the bank, neither side knows. Known and passed over, of such keys alone.
extension Auditor {
    /// The bank takes a sign-on for authentic.
    func noteUnused(_ message: SeenMessage) {
        guard let signOn = message.signOn, let terminal = message.terminal else { return }
        unusedFrom[EpochName(terminal: terminal, epoch: signOn.epoch)] = signOn.next
    }

    /// What was told before a journal was put back says nothing of what its later self does.
    func forgetUnused(_ terminal: TerminalID) {
        guard let place = terminals.firstIndex(of: terminal) else { return }
        unusedFrom = unusedFrom.filter { $0.key.terminal != place }
    }

    /// Nothing of the key has reached the bank before. What the copy sends itself is not late.
    func noteLateOriginal(_ name: KeyName, _ content: UInt64) {
        let epoch = EpochName(terminal: name.terminal, epoch: name.epoch)
        guard let story = stories[name], story.isForgotten, story.variants.isEmpty,
            let unused = unusedFrom[epoch], name.sequence >= unused,
            !machines.contains(where: { $0.hasSent(content, of: name) })
        else { return }
        stories[name]?.cameBehindSignOn = true
    }

    /// `moved` is what the devices paid of it less what they kept.
    func isLateOriginal(_ story: KeyStory, moved: Int) -> Bool {
        story.cameBehindSignOn && moved == 0 && !story.isUncertain
    }
}
