internal import BankProtocol
internal import CashMachine

extension JournalLine {
    /// - Throws: `JournalLineError` when a member that this kind of entry needs is missing or makes no sense.
    func event() throws -> JournalEvent {
        switch kind {
        case .instance:
            .instanceStarted(
                try need("instance", instance.flatMap(JournalText.bits).map(InstanceID.init)),
                try need("reason", reason.flatMap(InstanceCause.init)))
        case .devices:
            .devicesKnown(
                dispenser: try device("dispenser", dispenser),
                escrow: try device("escrow", escrow))
        case .epoch: .epochTaken(try need("epoch", epoch.flatMap(Epoch.init)))
        case .fenced: .fenced
        case .inquiry:
            .inquiry(
                try requestKey(), try need("type", type.flatMap(TransactionType.init)),
                lastFour: try need("card", card))
        case .inquirySettled: .inquirySettled(try requestKey(), try optionalCode())
        case .withdrawal: .withdrawal(try withdrawal())
        case .approved:
            .approved(
                try requestKey(),
                try need("authorisation", authorisation.flatMap(AuthorisationID.init)))
        case .dispensing: .dispensing(try requestKey())
        case .presented: .presented(try requestKey(), try noteCounts())
        case .reversing: .reversing(try requestKey(), try reversalOrder())
        case .suspect: .suspect(try requestKey(), try adviceOrder())
        case .transfer: .transfer(try transfer())
        case .leftToBank: .leftToBank(try requestKey())
        case .deposit: .deposit(try deposit())
        case .depositAsked:
            .depositAsked(try requestKey(), try noteCounts(), try sendingTime())
        case .vaulted: .vaulted(try requestKey())
        case .handedBack: .handedBack(try requestKey(), try noteCounts())
        case .kept: .kept(try requestKey(), try adviceOrder())
        case .adviceAcknowledged:
            .adviceAcknowledged(try requestKey(), try responseCode())
        case .counted: .counted(try requestKey(), try money("amount", amount))
        case .settled: .settled(try requestKey(), try readEnding())
        case .parked:
            .parked(
                ExchangeID(
                    try need("exchange", exchange.flatMap(ExchangeID.Kind.init)),
                    try requestKey()),
                try responseCode())
        case .receipt:
            .receipt(try need("number", number), try requestKey(), supersedes: supersedes)
        case .interrupted: .interrupted(try requestKey())
        case .newsTold: .newsTold(try requestKey())
        case .cardKept: .cardKept(lastFour: try need("card", card), try cardKeptCause())
        case .operatorEntered: .operatorEntered
        case .operatorLeft: .operatorLeft
        case .operatorRefused: .operatorRefused
        case .cashChange:
            .cashChange(
                try requestKey(),
                CashChange(
                    try need("reason", reason.flatMap(CashChange.Kind.init)), try noteCounts()),
                try sendingTime())
        case .cashCounted: .cashCounted(try requestKey())
        case .cashChangeSettled: .cashChangeSettled(try requestKey(), try optionalCode())
        case .originalUnknown: .originalUnknown(try requestKey())
        case .cardsHandedOver: .cardsHandedOver(try need("number", number))
        case .dayClose:
            .dayClose(
                OpenDayClose(
                    key: try requestKey(), totals: try dayTotals(),
                    devices: try need("devices", devices.flatMap(DeviceTotals.init(minorUnits:))),
                    sending: try sendingTime()))
        case .dayCloseSettled: .dayCloseSettled(try requestKey(), try settlement())
        }
    }

    private func need<Value>(_ member: String, _ value: Value?) throws -> Value {
        guard let value else { throw JournalLineError(kind: kind, member: member) }
        return value
    }

    private func requestKey() throws -> RequestKey {
        try need("key", key.flatMap { JournalText.key($0) })
    }

    private func money(_ member: String, _ units: Int64?) throws -> Money {
        Money(minorUnits: try need(member, units))
    }

    private func noteCounts() throws -> NoteCounts {
        try need("notes", notes.flatMap { JournalText.notes($0) })
    }

    private func responseCode() throws -> ResponseCode {
        try need("code", code.flatMap(ResponseCode.init))
    }

    private func optionalCode() throws -> ResponseCode? {
        code == nil ? nil : try responseCode()
    }

    private func authorisationID() throws -> AuthorisationID? {
        guard let authorisation else { return nil }
        return try need("authorisation", AuthorisationID(authorisation))
    }

    private func dayTotals() throws -> DayTotals {
        try need("totals", totals.flatMap(DayTotals.init(minorUnits:)))
    }

    private func settlement() throws -> Settlement? {
        guard totals != nil else { return nil }
        let isInBalance = try responseCode() == .approved
        return Settlement(isInBalance: isInBalance, totals: try dayTotals())
    }

    private func sendingTime() throws -> SendingTime {
        SendingTime(
            transmitted: try need(
                "transmitted", transmitted.flatMap(JournalText.transmissionTime)),
            local: try need("local", local.flatMap(JournalText.localTime)))
    }

    private func device(_ member: String, _ device: Device?) throws -> KnownDevice {
        let device = try need(member, device)
        return KnownDevice(
            id: DeviceID(bits: try need(member, JournalText.bits(device.id))),
            last: try device.last.map { try need(member, JournalText.key($0)) })
    }

    private func withdrawal() throws -> Withdrawal {
        Withdrawal(
            key: try requestKey(), amount: try money("amount", amount),
            currency: try need("currency", currency.flatMap(Currency.init)),
            notes: try noteCounts(),
            account: try need("account", account.flatMap(AccountType.init)),
            lastFour: try need("card", card), sending: try sendingTime())
    }

    private func transfer() throws -> Transfer {
        Transfer(
            key: try requestKey(),
            order: TransferOrder(
                amount: try money("amount", amount),
                from: try need("account", account.flatMap(AccountType.init)),
                to: try need("accountNumber", accountNumber.flatMap(AccountNumber.init)),
                type: try need("accountTo", accountTo.flatMap(AccountType.init))),
            currency: try need("currency", currency.flatMap(Currency.init)),
            lastFour: try need("card", card), sending: try sendingTime())
    }

    private func deposit() throws -> Deposit {
        Deposit(
            key: try requestKey(),
            account: try need("accountNumber", accountNumber.flatMap(AccountNumber.init)),
            currency: try need("currency", currency.flatMap(Currency.init)),
            lastFour: try need("card", card), notes: try noteCounts())
    }

    private func reversalOrder() throws -> ReversalOrder {
        ReversalOrder(
            actualAmount: try money("actual", actual),
            reason: try need("reason", reason.flatMap(ReversalReason.init)),
            sending: try sendingTime())
    }

    private func adviceOrder() throws -> AdviceOrder {
        AdviceOrder(
            actualAmount: try money("actual", actual), sending: try sendingTime(),
            authorisation: try authorisationID())
    }

    private func readEnding() throws -> Ending {
        switch ending {
        case "declined": .declined(try responseCode())
        case "paid": .paid(try noteCounts())
        case "reversed": .reversed(paid: try money("actual", actual))
        case "credited": .credited
        case "transferred": .transferred
        case "left-to-bank": .leftToBank
        case "returned": .returned(try noteCounts())
        case "kept": .kept(try money("actual", actual))
        case "resolved": .resolved(paid: try money("actual", actual))
        case .some, nil: throw JournalLineError(kind: kind, member: "ending")
        }
    }

    private func cardKeptCause() throws -> CardKeptCause {
        switch reason {
        case "not-taken": .notTaken
        case "bank-order": .bankOrder(try responseCode())
        case .some, nil: throw JournalLineError(kind: kind, member: "reason")
        }
    }
}
