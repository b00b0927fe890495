internal import BankProtocol

// Cash that an operator puts in or takes out: into the journal, then the dispenser's counters, then the bank's books.
extension CashMachine {
    /// One at a time: the dispenser tells by its last operation id alone whether it has counted a change. What it cannot
    /// count gets no key: an old copy of the journal takes each change before the last for counted.
    mutating func change(_ change: CashChange) {
        guard situation == .operating, book.dayClose == nil,
            !book.cashChanges.values.contains(where: { !$0.isCounted })
        else { return }
        guard change.kind.isOfEscrow || dispenser.canCount(change) else {
            return emit(.log(.cashChangeImpossible))
        }
        guard let key = newKey() else { return }
        let open = OpenCashChange(key: key, change: change, sending: sendingTime())
        record(.cashChange(open.key, open.change, open.sending))
        count(open)
    }

    private mutating func count(_ open: OpenCashChange) {
        if open.change.kind.isOfEscrow {
            emit(.escrow(.emptyVault(open.key)))
        } else {
            emit(.dispenser(.count(open.key, open.change)))
        }
    }

    /// After the device's reply to `count`.
    mutating func counted(_ open: OpenCashChange) {
        guard !open.isCounted else { return }
        guard lastCounted(open) == open.key else {
            // Another dispenser than the one that was asked whether it can: nothing was counted, so nothing is told.
            emit(.log(.cashChangeRefused(open.key)))
            return record(.cashChangeSettled(open.key, nil))
        }
        finishCounting(open)
    }

    private mutating func finishCounting(_ open: OpenCashChange) {
        record(.cashCounted(open.key))
        tellBank(open, sentBefore: false)
    }

    /// What a former life left open. A journal that is an old copy may speak of a change that the dispenser, or another one,
    /// has counted long since: then the bank alone is told, under the same key, which it takes once.
    mutating func resumeCashChanges() {
        for open in book.cashChanges.values.sorted(by: { $0.key < $1.key }) {
            if open.isCounted {
                tellBank(open, sentBefore: true)
            } else if !hasOwnDevice(open) || lastCounted(open).map({ $0 >= open.key }) == true {
                finishCounting(open)
            } else {
                count(open)
            }
        }
    }

    /// The last change that the counters of the device that it concerns hold.
    private func lastCounted(_ open: OpenCashChange) -> RequestKey? {
        open.change.kind.isOfEscrow ? escrow.counted : dispenser.counted
    }

    private func hasOwnDevice(_ open: OpenCashChange) -> Bool {
        open.change.kind.isOfEscrow
            ? escrow.device == book.escrow?.id : dispenser.device == book.dispenser?.id
    }

    func request(for open: OpenCashChange) -> KeyedRequest? {
        guard open.isCounted, let movement = open.change.movement else { return nil }
        return request(for: open, movement)
    }

    private func request(for open: OpenCashChange, _ movement: CashMovement) -> KeyedRequest {
        message(
            open.key, open.sending,
            .cashMovement(movement, open.change.notes.value, settings.currency))
    }

    /// What has been counted; a change inside the machine is no news to the bank, and has come to its end.
    private mutating func tellBank(_ open: OpenCashChange, sentBefore: Bool) {
        guard let movement = open.change.movement else {
            return record(.cashChangeSettled(open.key, .approved))
        }
        emit(.send(request(for: open, movement), .nobodyWaits, sentBefore: sentBefore))
    }

    /// A refusal is the bank's last word on this key, and leaves its books without the cash: an operator must look.
    mutating func cashChangeAnswered(_ answer: Answer) {
        guard answer.code.isRecorded else { return park(answer.exchange, answer) }
        if answer.code != .approved {
            emit(.log(.parked(answer.exchange, answer.code, answer.reason)))
        }
        record(.cashChangeSettled(answer.exchange.key, answer.code))
    }

    /// A fenced instance's originals are refused for good, and its line carries none that could be told so.
    mutating func parkCashChanges() {
        for open in book.cashChanges.values.sorted(by: { $0.key < $1.key })
        where book.parked[open.key] == nil {
            guard let request = request(for: open) else { continue }
            park(request.exchange, Answer(to: request, .notPermittedToTerminal, .fenced))
        }
    }

    /// The bank's clerk has been told by hand: the machine gives up telling.
    mutating func setAside(_ key: RequestKey) {
        guard situation == .operating, book.parked[key] != nil else { return }
        if book.dayClose?.key == key { return giveUpDayClose() }
        guard book.cashChanges[key] != nil else { return }
        emit(.stop(ExchangeID(.administrative, key)))
        record(.cashChangeSettled(key, nil))
    }
}
