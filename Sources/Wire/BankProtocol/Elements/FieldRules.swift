internal import ISO8583

/// Which data elements a message must carry, and which it may: the table of `protocol.md` §3.
struct FieldRules: Hashable {
    var required: FieldSet
    var optional: FieldSet = []

    /// Elements that are missing or superfluous in `message`; a MAC may always be there, in its own place.
    func offenders(in message: Message) -> FieldSet {
        let present = message.fields
        var superfluous = present.subtracting(required).subtracting(optional)
        superfluous.remove(message.macField)
        return required.subtracting(present).union(superfluous)
    }
}

extension Message {
    /// Where the MAC belongs: D128 when there is a second bit map, else D64.
    package var macField: Int { fields.needsSecondMap ? 128 : 64 }
}

// MARK: - Requests

extension FieldRules {
    /// - Returns: `nil` when `code` is none that goes with messages of this kind.
    init?(requestOf kind: ExchangeID.Kind, _ code: ProcessingCode) {
        guard code.isListed(for: kind) else { return nil }
        switch kind {
        case .advice: self = Self.advice
        case .reversal: self = Self.reversal
        case .inquiry, .financial, .administrative, .reconciliation:
            self.init(requestOf: code.type)
        }
    }

    private init(requestOf type: TransactionType) {
        switch type {
        case .verify, .balance, .miniStatement: self = Self.inquiry
        case .withdrawal: self = Self.withdrawal
        case .deposit: self = Self.deposit
        case .transfer: self = Self.transfer
        case .changePIN: self = Self.changePIN
        case .cashMovement: self = Self.cashMovement
        case .capitalLetters, .prime: self = Self.textService
        }
    }

    private static let inquiry = FieldRules(
        required: [2, 3, 7, 11, 12, 13, 37, 41, 49, 60, 110], optional: [14])
    private static let withdrawal = FieldRules(
        required: [2, 3, 4, 7, 11, 12, 13, 37, 41, 49, 60, 110], optional: [14])
    private static let deposit = FieldRules(
        required: [3, 4, 7, 11, 12, 13, 37, 41, 49, 60, 102])
    private static let transfer = FieldRules(
        required: [2, 3, 4, 7, 11, 12, 13, 37, 41, 49, 60, 103, 110], optional: [14])
    private static let changePIN = FieldRules(
        required: [2, 3, 7, 11, 12, 13, 37, 41, 60, 110], optional: [14])
    private static let cashMovement = FieldRules(
        required: [3, 4, 7, 11, 12, 13, 37, 41, 48, 49, 60])
    private static let textService = FieldRules(
        required: [3, 7, 11, 12, 13, 37, 41, 48, 60])
    private static let advice = FieldRules(
        required: [3, 4, 7, 11, 12, 13, 37, 41, 49, 60, 63, 90, 95], optional: [38, 102])
    private static let reversal = FieldRules(
        required: [3, 4, 7, 11, 12, 13, 37, 41, 49, 60, 63, 90, 95])
    static let dayClose = FieldRules(
        required: totals.union([7, 11, 12, 13, 37, 41, 49, 60]))

    /// `code` is `nil` when D70 does not say one; then nothing can be called superfluous.
    static func networkRequest(_ code: NetworkCode?) -> FieldRules {
        switch code {
        case .signOn: FieldRules(required: [7, 11, 41, 48, 70])
        case .echo: FieldRules(required: [7, 11, 41, 60, 70])
        case .signOff: FieldRules(required: [7, 11, 41, 70])
        case nil: FieldRules(required: [7, 11, 41, 70], optional: FieldTable.defined)
        }
    }

    private static let totals: FieldSet = [74, 75, 76, 77, 86, 87, 88, 89, 97]
}

// MARK: - Answers

extension FieldRules {
    /// What every answer to such a message bears.
    static func echoed(_ kind: ExchangeID.Kind, _ type: TransactionType?) -> FieldSet {
        var fields: FieldSet = [7, 11, 37, 39, 41]
        if kind != .reconciliation { fields.insert(3) }
        if type?.hasAmount == true { fields.insert(4) }
        return fields
    }

    /// A format error need not bear what was malformed; D63 may always say why. `code` is `nil` when D39 does not say
    /// one; then nothing can be called superfluous.
    init(answerOf kind: ExchangeID.Kind, _ type: TransactionType?, _ code: ResponseCode?) {
        let echoed = Self.echoed(kind, type)
        guard let code else {
            self.init(required: echoed, optional: FieldTable.defined)
            return
        }
        if code == .formatError {
            self.init(required: echoed.subtracting([3, 4]), optional: [3, 4, 63])
            return
        }
        self.init(required: echoed, optional: [63])
        switch (kind, code) {
        case (.reconciliation, .approved), (.reconciliation, .outOfBalance):
            required = required.union(Self.totals).union([66])
        case (.inquiry, .approved), (.financial, .approved), (.administrative, .approved):
            if let type { addApproved(type) }
        case (.financial, .insufficientFunds):
            optional.insert(54)
        case (_, _): break
        }
    }

    private mutating func addApproved(_ type: TransactionType) {
        switch type {
        case .verify:
            required = required.union([48, 54, 102])
            optional.insert(103)
        case .balance:
            required = required.union([54, 102])
        case .miniStatement:
            required = required.union([54, 102])
            optional.insert(62)
        case .withdrawal, .deposit, .transfer:
            required = required.union([38, 54, 102])
        case .capitalLetters, .prime:
            required.insert(48)
        case .changePIN, .cashMovement:
            break
        }
    }

    /// The codes are `nil` where D70 or D39 do not say one; then nothing can be called superfluous.
    static func networkAnswer(_ code: NetworkCode?, _ response: ResponseCode?) -> FieldRules {
        var rules = FieldRules(required: [7, 11, 39, 41, 70], optional: [63])
        guard let code, let response else {
            rules.optional = FieldTable.defined
            return rules
        }
        if code == .signOn, response == .approved { rules.required.insert(48) }
        return rules
    }
}
