package import BankProtocol
package import CashMachine

extension Texts {
    /// A sentence for the message line.
    package func reason(_ reason: OffReason) -> String {
        switch reason {
        case .noCash: reasons.noCash
        case .notes: reasons.notes
        case .leftToday: reasons.leftToday
        case .mostAtOnce: reasons.mostAtOnce
        case .noPaper: reasons.noPaper
        case .notSignedOn: reasons.notSignedOn
        }
    }

    /// A word or two, shown in brackets behind a choice.
    package func shortReason(_ reason: OffReason) -> String {
        switch reason {
        case .noCash: reasons.noCashShort
        case .notes: reasons.notesShort
        case .leftToday: reasons.leftTodayShort
        case .mostAtOnce: reasons.mostAtOnceShort
        case .noPaper: reasons.noPaperShort
        case .notSignedOn: reasons.notSignedOnShort
        }
    }

    package func keyNames(_ group: KeyGroup) -> KeyNames {
        guard let names = keyTable[group] else {
            preconditionFailure("the catalogue has no names for the keys \(group)")
        }
        return names
    }

    package func keyName(_ group: KeyGroup) -> String { keyNames(group).short }

    package func receiptChoice(_ visit: Visit) -> String {
        visit.wantsReceipt ? frame.receiptYes : frame.receiptNo
    }

    package func inquiryTitle(_ inquiry: Inquiry, _ scene: Scene) -> String {
        switch inquiry {
        case .verifying: titles.verifying
        case .balance: titles.balance
        case .statement: statement.title
        case .pinChange: newPIN.title
        case .service: titles.service
        case .withdrawal(let amount): titles.withdraw.filled(["amount": scene.amount(amount)])
        case .deposit(let amount): titles.deposit.filled(["amount": scene.amount(amount)])
        case .transfer(let amount): titles.transfer.filled(["amount": scene.amount(amount)])
        }
    }

    package func undoCause(_ cause: UndoCause) -> String {
        switch cause {
        case .timeLimit: undoing.timeLimit
        case .stopped: undoing.stopped
        case .unusableAnswer: undoing.unusable
        }
    }

    /// What became of the money of a refused request, or of the PIN.
    package func consequence(of refusal: Refusal) -> String {
        switch refusal.inquiry {
        case .verifying, .balance, .statement, .service: refusals.nothingMoved
        case .pinChange: refusal.leavesPINInDoubt ? newPIN.inDoubt : newPIN.notChanged
        case .withdrawal: refusals.nothingTaken
        case .deposit: refusals.notesComeBack
        case .transfer: transfer.nothingMoved
        }
    }
}

extension Texts {
    /// The first part of a refusal, in words that blame nobody.
    package func whatHappened(_ told: Refusal, _ scene: Scene) -> String {
        switch told.cause {
        case .noAnswer: refusals.noAnswer
        case .unusableAnswer: refusals.unusable
        case .bank(_, .some(.numberTooLarge)): lab.tooLarge
        case .bank(let code, _): whatHappened(code, told.inquiry, scene)
        }
    }

    private func whatHappened(
        _ code: ResponseCode, _ inquiry: Inquiry, _ scene: Scene
    ) -> String {
        let amount = ["amount": amountText(inquiry, scene)]
        return switch code {
        case .insufficientFunds: refusals.noMoney.filled(amount)
        case .limitExceeded: refusals.overLimit.filled(amount)
        case .noSuchCard: refusals.unknownCard
        case .expiredCard: refusals.expired
        case .lostCard: refusals.lost
        case .stolenCard: refusals.stolen
        case .notPermittedToCard:
            isTransfer(inquiry) ? transfer.notBetweenThese : refusals.notForCard
        case .notPermittedToTerminal: refusals.notForMachine
        case .invalidAmount: refusals.notThisAmount.filled(amount)
        case .invalidTransaction, .noSuchRecord, .noActionTaken, .formatError, .duplicateKey,
            .outOfBalance:
            refusals.notThis
        case .pinTriesExceeded: refusals.tooManyPINs
        case .wrongPIN: refusals.wrongPIN
        case .cannotServeNow, .systemMalfunction: refusals.busy
        case .approved: refusals.approvedLate
        }
    }

    private func amountText(_ inquiry: Inquiry, _ scene: Scene) -> String {
        switch inquiry {
        case .verifying, .balance, .statement, .pinChange, .service: ""
        case .withdrawal(let amount), .deposit(let amount), .transfer(let amount):
            scene.amount(amount)
        }
    }

    private func isTransfer(_ inquiry: Inquiry) -> Bool {
        switch inquiry {
        case .transfer: true
        case .verifying, .balance, .statement, .pinChange, .service, .withdrawal, .deposit: false
        }
    }

    /// The bank's code, or a letter code of the machine's own: TO no answer in time, NA no usable answer.
    package func codeText(_ cause: Refusal.Cause) -> String {
        switch cause {
        case .bank(let code, _): code.rawValue
        case .noAnswer: "TO"
        case .unusableAnswer: "NA"
        }
    }
}

extension Texts {
    package func entryName(_ entry: StatementEntry) -> String {
        switch entry.type {
        case .withdrawal: statement.withdrawal
        case .deposit: statement.deposit
        case .transfer: statement.transfer
        case .balance, .verify, .miniStatement, .changePIN, .capitalLetters, .prime,
            .cashMovement, nil:
            statement.other
        }
    }

    package func balanceName(_ kind: BankProtocol.Balance.Kind) -> String {
        switch kind {
        case .ledger: balance.ledger
        case .available: balance.available
        }
    }

    /// What a request that is undone does not bring.
    package func nothingComes(_ what: UndoingScreen.Undone) -> String {
        switch what {
        case .cash: undoing.noCash
        case .transfer: transfer.noTransfer
        }
    }
}

extension Refusal {
    /// Nothing but the bank's own code says which PIN holds.
    var leavesPINInDoubt: Bool {
        switch (inquiry, cause) {
        case (.pinChange, .noAnswer), (.pinChange, .unusableAnswer): true
        case (.pinChange, .bank), (.verifying, _), (.balance, _), (.statement, _), (.service, _),
            (.withdrawal, _), (.deposit, _), (.transfer, _):
            false
        }
    }
}

extension Texts.TakeCard {
    /// The step whose turn it is.
    package func now(_ step: TakeCardScreen.Step) -> String {
        switch step {
        case .card: takeCard
        case .cash: takeCash
        case .receipt: takeReceipt
        }
    }

    package func later(_ step: TakeCardScreen.Step) -> String {
        switch step {
        case .card: laterCard
        case .cash: laterCash
        case .receipt: laterReceipt
        }
    }
}

extension Texts.Frame {
    package func slot(_ slot: Fascia.Slot) -> String {
        switch slot {
        case .card: cardSlot
        case .cash: cashSlot
        case .receipt: receiptSlot
        }
    }
}
