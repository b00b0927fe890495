internal import BankProtocol
internal import Ledger
internal import LedgerStore
internal import LinkFaults
internal import MessageSecurity

/// A terminal gone wrong: it takes back what it has long declared settled. No machine of ours does that, and the bank must
/// not depend on it.
extension World {
    func sendStrayReversal(_ machine: MachineProcess) {
        guard let wire = machine.newestWire, wires[wire].isOpenAtBank, bank.store.recordCount > 0,
            let record = bank.store.record(misfortune.below(bank.store.recordCount)),
            record.terminal == machine.terminalID, isSettled(record),
            let reversal = strayReversal(of: record)
        else { return }
        faults.count(.strayReversal)
        let seal = MessageSeal(key: Parties.all.macKeys[machine.terminal])
        let transmission = Transmission(request: reversal, isRepeat: false, mark: .first)
        bank.received(seal.sealed(TerminalMessage.keyed(transmission).message()).frame, over: wire)
    }

    /// Posted, and below its mark.
    private func isSettled(_ record: Record) -> Bool {
        let key = record.exchange.key
        guard record.exchange.kind == .financial, record.movement != nil,
            let mark = mark(of: key.epoch, record.terminal)
        else { return false }
        return key.sequence < mark
    }

    private func strayReversal(of record: Record) -> KeyedRequest? {
        guard let code = record.processingCode, let amount = record.amount else { return nil }
        let original = OriginalTransaction(
            processingCode: code, amount: amount, currency: .bdt, transmitted: record.transmitted)
        return KeyedRequest(
            terminal: record.terminal, key: record.exchange.key,
            transmitted: TransmissionTime(bank.now),
            localTime: LocalTime(bank.now, utcOffset: 6 * 3600),
            operation: .reversal(
                Reversal(original: original, reason: .timeout, actualAmount: .zero)))
    }
}
