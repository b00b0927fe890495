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
        case .verifying, .balance, .service: refusal.nothingMoved
        case .withdrawal: refusal.nothingTaken
        case .deposit: refusal.notesComeBack
        }
    }
}

extension Texts {
    /// The first part of a refusal, in words that blame nobody.
    package func whatHappened(_ told: BankRefusal, _ scene: Scene) -> String {
        switch told.cause {
        case .noAnswer: refusal.noAnswer
        case .unusableAnswer: refusal.unusable
        case .bank(let code, _): whatHappened(code, told.inquiry, scene)
        }
    }

    private func whatHappened(
        _ code: ResponseCode, _ inquiry: Inquiry, _ scene: Scene
    ) -> String {
        let amount = ["amount": amountText(inquiry, scene)]
        return switch code {
        case .insufficientFunds: refusal.noMoney.filled(amount)
        case .limitExceeded: refusal.overLimit.filled(amount)
        case .noSuchCard: refusal.unknownCard
        case .expiredCard: refusal.expired
        case .lostCard: refusal.lost
        case .stolenCard: refusal.stolen
        case .notPermittedToCard: refusal.notForCard
        case .notPermittedToTerminal: refusal.notForMachine
        case .invalidAmount: refusal.notThisAmount.filled(amount)
        case .invalidTransaction, .noSuchRecord, .noActionTaken, .formatError, .duplicateKey,
            .outOfBalance:
            refusal.notThis
        case .pinTriesExceeded: refusal.tooManyPINs
        case .wrongPIN: refusal.wrongPIN
        case .cannotServeNow, .systemMalfunction: refusal.busy
        case .approved: refusal.approvedLate
        }
    }

    private func amountText(_ inquiry: Inquiry, _ scene: Scene) -> String {
        switch inquiry {
        case .verifying, .balance, .service: ""
        case .withdrawal(let amount), .deposit(let amount): scene.amount(amount)
        }
    }

    /// The bank's code, or a letter code of the machine's own: TO no answer in time, NA no usable answer.
    package func codeText(_ cause: BankRefusal.Cause) -> String {
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

/// The machine's `Refusal`, where the catalogue's own hides it.
package typealias BankRefusal = Refusal
