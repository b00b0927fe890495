internal import BankProtocol

// What a start does with what a former run left open (`protocol.md` §6, column "restart").
extension CashMachine {
    mutating func start(_ spare: InstanceID) {
        isStarted = true
        let dispenserNow = KnownDevice(dispenser)
        let escrowNow = KnownDevice(escrow)
        if book.instance == nil {
            record(.instanceStarted(spare, .new))
            clearDevices()
            record(.devicesKnown(dispenser: dispenserNow, escrow: escrowNow))
        } else if !knows(dispenserNow, escrowNow) {
            emit(.log(.oldCopy))
            record(.instanceStarted(spare, .oldCopy))
            clearDevices()
            noteInterruptions()
            distrustOpenKeys()
            resumeCashChanges()
            // Last: a crash before it finds the journal an old copy again.
            record(.devicesKnown(dispenser: dispenserNow, escrow: escrowNow))
        } else {
            noteInterruptions()
            freeEscrow()
            resume()
        }
    }

    /// Whether the devices are the journal's own and know nothing that it does not.
    private func knows(_ dispenser: KnownDevice, _ escrow: KnownDevice) -> Bool {
        book.dispenser?.covers(dispenser) == true && book.escrow?.covers(escrow) == true
    }

    private mutating func resume() {
        giveUpOpenInquiries()
        resumeCashChanges()
        for (_, withdrawal) in book.withdrawals.sorted(by: { $0.key < $1.key }) {
            switch withdrawal.state {
            case .intent, .approved, .dispensing, .presented:
                undo(withdrawal.key, .restart)
            case .reversing, .suspect:
                remind(of: withdrawal.key)
            }
        }
        for (key, transfer) in book.transfers.sorted(by: { $0.key < $1.key }) {
            switch transfer.state {
            case .intent: undo(key, .restart)
            case .reversing: repeatOwed(for: key)
            case .leftToBank: break
            }
        }
        for (key, deposit) in book.deposits.sorted(by: { $0.key < $1.key }) {
            switch deposit.state {
            case .escrowed: decide(key, .giveBack)
            case .intent, .vaulted, .handedBack: decide(key, .confirm)
            case .kept: remind(of: key)
            }
        }
    }

    /// The power may have failed between a count and the end that it allows.
    private mutating func remind(of key: RequestKey) {
        settleIfCounted(key)
        repeatOwed(for: key)
    }

    private mutating func giveUpOpenInquiries() {
        for key in book.inquiries.sorted() { record(.inquirySettled(key, nil)) }
    }

    /// Another journal may have settled the open money keys otherwise: none is reversed by itself, all are told to the bank
    /// as suspect or kept (§4.5).
    mutating func distrustOpenKeys() {
        giveUpOpenInquiries()
        for (key, withdrawal) in book.withdrawals.sorted(by: { $0.key < $1.key }) {
            switch withdrawal.state {
            case .intent, .approved, .dispensing, .presented, .reversing:
                stopAll(key)
                distrust(withdrawal)
            case .suspect:
                remind(of: key)
            }
        }
        for transfer in book.transfers.values.sorted(by: { $0.key < $1.key }) {
            distrust(transfer)
        }
        for (key, deposit) in book.deposits.sorted(by: { $0.key < $1.key }) {
            switch deposit.state {
            case .escrowed, .intent, .vaulted, .handedBack:
                stopAll(key)
                distrust(deposit)
            case .kept:
                remind(of: key)
            }
        }
    }

    /// No notes are left within reach, whosoever's they are, and none that no journal speaks of in a device's way.
    private mutating func clearDevices() {
        if let last = dispenser.last {
            switch last.position {
            case .stacked, .atShutter: emit(.dispenser(.retract(last.key)))
            case .none, .taken, .retracted, .unknown: break
            }
        }
        guard let last = escrow.last, book.deposits[last.key] == nil else { return }
        switch last.position {
        case .holding:
            emit(.log(.escrowDisagrees(last.key)))
            emit(.escrow(.vault(last.key)))
        case .none, .vaulted, .returned, .unknown: break
        }
    }
}
