package import BankProtocol
import Ledger

extension Batch {
    package func signOn(
        _ signOn: SignOn, of id: TerminalID
    ) throws(StoreError) -> SignOnDecision {
        guard var terminal = try books.terminal(id) else { return .unknownTerminal }
        let epochs = try books.epochs(of: id)
        switch terminal.verdict(on: signOn, epochs: epochs) {
        case .goOn(let epoch):
            if !isReadOnly, !epochs.contains(epoch) { try books.save(epoch, of: id) }
            return .granted(epoch.grant)
        case .offeredAgain(let epoch):
            return .granted(epoch.grant)
        case .offer where isReadOnly:
            return .postponed(.cannotServeNow, .readOnly)
        case .offer(let epoch):
            try books.save(epoch, of: id)
            terminal.highestOffer = epoch.epoch
            try books.save(terminal)
            return .granted(epoch.grant)
        case .fenced:
            return .fenced
        }
    }
}
