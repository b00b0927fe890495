internal import BankProtocol

/// Marks. 8 looks at those that machines tell, which pass no key that the journal has open; and at whether a machine has
/// declared each that the bank rises to, in the epoch whose mark it is.
///
/// An echo names no epoch, it speaks of its connection's. No frame leaves its connection but in the simulation: there an echo
/// may come in on a later connection, of an epoch that it does not speak of. After a journal was put back its mark may be
/// higher than that epoch's keys. That is known and passed over, of the keys below such a mark and of no other.
extension Auditor {
    /// A keyed message tells the epoch in D37, a sign-on in D48; an echo is of the epoch that the journal has taken.
    func checkMarkSent(_ number: Int, _ message: SeenMessage) {
        guard let mark = message.mark ?? message.signOn?.mark else { return }
        let epoch =
            message.key?.epoch ?? message.signOn?.epoch ?? machines[number].testimony.epoch
        let lowest = machines[number].testimony.open.lazy.filter { Int($0.epoch.number) == epoch }
            .map { Int($0.sequence.number) }.min()
        if let lowest {
            check(
                mark <= lowest, .marksHold,
                "machine \(number) said that all below \(mark) is settled, yet \(lowest) is open")
        }
        let terminal = terminals.firstIndex(of: machines[number].terminal) ?? -1
        let name = EpochName(terminal: terminal, epoch: epoch)
        declaredMarks[name] = max(declaredMarks[name] ?? 0, mark)
    }

    /// The bank takes an echo for authentic.
    func noteEchoedMark(_ message: SeenMessage) {
        guard message.type / 10 == 80, let mark = message.mark, let terminal = message.terminal,
            echoedMarks.indices.contains(terminal)
        else { return }
        echoedMarks[terminal].insert(mark)
    }

    /// It has risen at the bank.
    func explainMark(_ mark: Int, _ name: EpochName) {
        // Each epoch begins with 1, as the lowest.
        guard mark > max(declaredMarks[name] ?? 0, 1) else { return }
        check(
            echoedMarks[name.terminal].contains(mark), .marksHold,
            "the mark of epoch \(name.epoch) of terminal \(name.terminal + 1) rose to \(mark), and no machine declared it"
        )
        strayMarks[name] = mark
    }

    /// The bank takes the key for settled by an echo that spoke of another epoch, and no machine has declared it settled.
    func isBelowStrayMark(_ name: KeyName) -> Bool {
        let epoch = EpochName(terminal: name.terminal, epoch: name.epoch)
        return name.sequence < strayMarks[epoch] ?? 0
            && name.sequence >= declaredMarks[epoch] ?? 0
    }
}
