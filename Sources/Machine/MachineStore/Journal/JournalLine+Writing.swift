internal import BankProtocol
internal import CashMachine

extension JournalLine {
    init(_ event: JournalEvent) {
        switch event {
        case .instanceStarted(let instance, let cause):
            self.init(kind: .instance)
            self.instance = JournalText.hex(instance.bits)
            reason = cause.rawValue
        case .devicesKnown(let dispenser, let escrow):
            self.init(kind: .devices)
            self.dispenser = Device(dispenser)
            self.escrow = Device(escrow)
        case .epochTaken(let epoch):
            self.init(kind: .epoch)
            self.epoch = epoch.number
        case .fenced:
            self.init(kind: .fenced)
        case .inquiry(let key, let type, let lastFour):
            self.init(kind: .inquiry, key)
            self.type = type.rawValue
            card = lastFour
        case .inquirySettled(let key, let code):
            self.init(kind: .inquirySettled, key)
            self.code = code?.rawValue
        case .withdrawal(let withdrawal):
            self.init(withdrawal)
        case .approved(let key, let id):
            self.init(kind: .approved, key)
            authorisation = id.text
        case .dispensing(let key):
            self.init(kind: .dispensing, key)
        case .presented(let key, let notes):
            self.init(kind: .presented, key)
            self.notes = JournalText.notes(notes)
        case .reversing(let key, let order):
            self.init(kind: .reversing, key)
            actual = order.actualAmount.minorUnits
            reason = order.reason.rawValue
            write(order.sending)
        case .suspect(let key, let order):
            self.init(kind: .suspect, key)
            write(order)
        case .transfer(let transfer):
            self.init(transfer)
        case .leftToBank(let key):
            self.init(kind: .leftToBank, key)
        case .deposit(let deposit):
            self.init(deposit)
        case .depositAsked(let key, let notes, let sending):
            self.init(kind: .depositAsked, key)
            self.notes = JournalText.notes(notes)
            write(sending)
        case .vaulted(let key):
            self.init(kind: .vaulted, key)
        case .handedBack(let key, let notes):
            self.init(kind: .handedBack, key)
            self.notes = JournalText.notes(notes)
        case .kept(let key, let order):
            self.init(kind: .kept, key)
            write(order)
        case .adviceAcknowledged(let key, let code):
            self.init(kind: .adviceAcknowledged, key)
            self.code = code.rawValue
        case .counted(let key, let money):
            self.init(kind: .counted, key)
            amount = money.minorUnits
        case .settled(let key, let ending):
            self.init(kind: .settled, key)
            write(ending)
        case .parked(let exchange, let code):
            self.init(kind: .parked, exchange.key)
            self.exchange = exchange.kind.rawValue
            self.code = code.rawValue
        case .receipt(let number, let key, let supersedes):
            self.init(kind: .receipt, key)
            self.number = number
            self.supersedes = supersedes
        case .interrupted(let key):
            self.init(kind: .interrupted, key)
        case .newsTold(let key):
            self.init(kind: .newsTold, key)
        case .cardKept(let lastFour, let cause):
            self.init(kind: .cardKept)
            card = lastFour
            write(cause)
        case .operatorEntered:
            self.init(kind: .operatorEntered)
        case .operatorLeft:
            self.init(kind: .operatorLeft)
        case .operatorRefused:
            self.init(kind: .operatorRefused)
        case .cashChange(let key, let change, let sending):
            self.init(kind: .cashChange, key)
            reason = change.kind.rawValue
            notes = JournalText.notes(change.notes)
            write(sending)
        case .cashCounted(let key):
            self.init(kind: .cashCounted, key)
        case .cashChangeSettled(let key, let code):
            self.init(kind: .cashChangeSettled, key)
            self.code = code?.rawValue
        case .originalUnknown(let key):
            self.init(kind: .originalUnknown, key)
        case .cardsHandedOver(let count):
            self.init(kind: .cardsHandedOver)
            number = count
        case .dayClose(let close):
            self.init(kind: .dayClose, close.key)
            totals = close.totals.minorUnits
            devices = close.devices.minorUnits
            write(close.sending)
        case .dayCloseSettled(let key, let settlement):
            self.init(kind: .dayCloseSettled, key)
            code = (settlement?.code)?.rawValue
            totals = settlement?.totals.minorUnits
        }
    }

    private init(_ withdrawal: Withdrawal) {
        self.init(kind: .withdrawal, withdrawal.key)
        amount = withdrawal.amount.minorUnits
        currency = withdrawal.currency.number
        notes = JournalText.notes(withdrawal.notes)
        account = withdrawal.account.rawValue
        card = withdrawal.lastFour
        write(withdrawal.sending)
    }

    private init(_ transfer: Transfer) {
        self.init(kind: .transfer, transfer.key)
        amount = transfer.order.amount.minorUnits
        currency = transfer.currency.number
        account = transfer.order.from.rawValue
        accountNumber = transfer.order.to.text
        accountTo = transfer.order.type.rawValue
        card = transfer.lastFour
        write(transfer.sending)
    }

    private init(_ deposit: Deposit) {
        self.init(kind: .deposit, deposit.key)
        currency = deposit.currency.number
        notes = JournalText.notes(deposit.notes)
        accountNumber = deposit.account.text
        card = deposit.lastFour
    }

    private mutating func write(_ sending: SendingTime) {
        transmitted = JournalText.time(sending.transmitted)
        local = JournalText.time(sending.local)
    }

    private mutating func write(_ order: AdviceOrder) {
        actual = order.actualAmount.minorUnits
        authorisation = order.authorisation?.text
        write(order.sending)
    }

    private mutating func write(_ ending: Ending) {
        switch ending {
        case .declined(let code):
            self.ending = "declined"
            self.code = code.rawValue
        case .paid(let notes):
            self.ending = "paid"
            self.notes = JournalText.notes(notes)
        case .reversed(let paid):
            self.ending = "reversed"
            actual = paid.minorUnits
        case .credited:
            self.ending = "credited"
        case .transferred:
            self.ending = "transferred"
        case .leftToBank:
            self.ending = "left-to-bank"
        case .returned(let notes):
            self.ending = "returned"
            self.notes = JournalText.notes(notes)
        case .kept(let money):
            self.ending = "kept"
            actual = money.minorUnits
        case .resolved(let paid):
            self.ending = "resolved"
            actual = paid.minorUnits
        }
    }

    private mutating func write(_ cause: CardKeptCause) {
        switch cause {
        case .notTaken: reason = "not-taken"
        case .bankOrder(let code):
            reason = "bank-order"
            self.code = code.rawValue
        }
    }
}

extension JournalLine.Device {
    init(_ device: KnownDevice) {
        self.init(
            id: JournalText.hex(device.id.bits), last: device.last.map { JournalText.key($0) })
    }
}
