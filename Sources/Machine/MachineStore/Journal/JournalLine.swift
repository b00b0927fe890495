internal import BankProtocol
internal import CashMachine

/// One journal entry as it is written: a flat JSON object, absent members left out, its keys sorted.
///
///     {"account":20,"amount":50000,"card":"4821","key":"0001-00000008","kind":"withdrawal","notes":[0,1,0],…}
///
/// Amounts are minor units; notes are counts of 1000, 500, 100; times are as D7, D12 and D13 say them. There is no member
/// that could hold a PIN, a PIN block or a whole card number.
struct JournalLine: Codable, Hashable {
    enum Kind: String, Codable {
        case instance, devices, epoch, fenced
        case inquiry
        case inquirySettled = "inquiry-settled"
        case withdrawal, approved, dispensing, presented, reversing, suspect
        case transfer
        case leftToBank = "left-to-bank"
        case deposit
        case depositAsked = "deposit-asked"
        case vaulted
        case handedBack = "handed-back"
        case kept
        case adviceAcknowledged = "advice-acknowledged"
        case counted, settled, parked, receipt
        case cardKept = "card-kept"
        case interrupted
        case newsTold = "news-told"
        case operatorEntered = "operator-entered"
        case operatorLeft = "operator-left"
        case operatorRefused = "operator-refused"
        case cashChange = "cash-change"
        case cashCounted = "cash-counted"
        case cashChangeSettled = "cash-change-settled"
        case originalUnknown = "original-unknown"
        case cardsHandedOver = "cards-handed-over"
        case dayClose = "day-close"
        case dayCloseSettled = "day-close-settled"
    }

    struct Device: Codable, Hashable {
        var id: String
        var last: String?
    }

    var kind: Kind
    var key: String?
    var amount: Int64?
    /// D95.
    var actual: Int64?
    var currency: UInt16?
    var notes: [Int]?
    /// Of a withdrawal, or a transfer's giver: 0, 10 or 20.
    var account: UInt8?
    /// D102 of a deposit, D103 of a transfer.
    var accountNumber: String?
    /// The type of a transfer's receiver: 0, 10 or 20.
    var accountTo: UInt8?
    /// The last four digits.
    var card: String?
    /// D7: `MMDDhhmmss`.
    var transmitted: String?
    /// D13 and D12: `MMDDhhmmss`.
    var local: String?
    var authorisation: String?
    var reason: String?
    var code: String?
    var type: UInt8?
    var exchange: UInt8?
    var instance: String?
    var epoch: UInt16?
    var dispenser: Device?
    var escrow: Device?
    var number: Int?
    var supersedes: Int?
    var ending: String?
    /// Of a day close, by the journal and, when it is settled, by the bank: counts and amounts of deposits, what was taken
    /// back of them, withdrawals, what was given back of them.
    var totals: [Int64]?
    /// By the devices: paid, kept, inside.
    var devices: [Int64]?

    init(kind: Kind, _ key: RequestKey? = nil) {
        self.kind = kind
        self.key = key.map(JournalText.key)
    }
}

/// A line that no machine wrote: a member is missing or makes no sense.
struct JournalLineError: Error, CustomStringConvertible {
    var kind: JournalLine.Kind
    var member: String

    var description: String { "the entry \"\(kind.rawValue)\" has no usable \"\(member)\"" }
}
