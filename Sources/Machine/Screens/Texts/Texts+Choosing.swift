import BankProtocol
package import CashMachine

extension Texts {
    /// A sentence for the message line.
    package func reason(_ reason: OffReason) -> String {
        switch reason {
        case .coming: reasons.coming
        case .noCash: reasons.noCash
        case .notes: reasons.notes
        case .leftToday: reasons.leftToday
        case .mostAtOnce: reasons.mostAtOnce
        case .noPaper: reasons.noPaper
        }
    }

    /// A word or two, shown in brackets behind a choice.
    package func shortReason(_ reason: OffReason) -> String {
        switch reason {
        case .coming: reasons.comingShort
        case .noCash: reasons.noCashShort
        case .notes: reasons.notesShort
        case .leftToday: reasons.leftTodayShort
        case .mostAtOnce: reasons.mostAtOnceShort
        case .noPaper: reasons.noPaperShort
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
        case .service: titles.service
        case .withdrawal(let amount): titles.withdraw.filled(["amount": scene.amount(amount)])
        case .deposit(let amount): titles.deposit.filled(["amount": scene.amount(amount)])
        }
    }

    package func undoCause(_ cause: UndoCause) -> String {
        switch cause {
        case .timeLimit: undoing.timeLimit
        case .stopped: undoing.stopped
        case .unusableAnswer: undoing.unusable
        }
    }

    /// What became of the money of a refused request.
    package func moneyStayed(_ inquiry: Inquiry) -> String {
        switch inquiry {
        case .verifying, .balance, .service: refusals.nothingMoved
        case .withdrawal: refusals.nothingTaken
        case .deposit: refusals.notesComeBack
        }
    }
}

extension Texts {
    /// The first part of a refusal, in words that blame nobody.
    package func whatHappened(_ told: Refusal, _ scene: Scene) -> String {
        switch told.cause {
        case .noAnswer: refusals.noAnswer
        case .unusableAnswer: refusals.unusable
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
        case .notPermittedToCard: refusals.notForCard
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
        case .verifying, .balance, .service: ""
        case .withdrawal(let amount), .deposit(let amount): scene.amount(amount)
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
