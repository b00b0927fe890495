internal import BankProtocol
internal import CashMachine
internal import MessageSecurity

/// Who takes part: the bank's terminals, cards and accounts, and the keys that they share. The same for every seed.
struct Parties: Sendable {
    struct Bearer: Sendable {
        var card: Card
        var pin: [UInt8]
        var account: AccountNumber
        var otherAccount: AccountNumber?

        var pinDigits: String { pin.map(String.init).joined() }
    }

    var terminals: [TerminalID]
    var bearers: [Bearer]
    var openings: [(account: AccountNumber, isCurrent: Bool, balance: Money, overdraft: Money)]
    var macKeys: [MACKey]
    var pinKeys: [PINKey]

    static let all = Parties()

    private init() {
        func made<Value>(_ value: Value?) -> Value {
            guard let value else {
                preconditionFailure("the simulation's own names are well-formed")
            }
            return value
        }
        terminals = ["ATM00001", "ATM00002"].map { made(TerminalID($0)) }
        macKeys = [1, 2].map { made(MACKey(bytes: Array(repeating: $0, count: 16))) }
        pinKeys = [3, 4].map { made(PINKey(bytes: Array(repeating: $0, count: 16))) }
        let numbers = ["2000000000017", "1000000000018", "2000000000025", "2000000000033"]
            .map { made(AccountNumber($0)) }
        openings = [
            (numbers[0], true, Money(minorUnits: 6_000_000), .zero),
            (numbers[1], false, Money(minorUnits: 12_000_000), .zero),
            (numbers[2], true, Money(minorUnits: 1_500_000), Money(minorUnits: 200_000)),
            (numbers[3], true, Money(minorUnits: 9_000_000), .zero),
        ]
        let expiry = made(CardExpiry(year: 2099, month: 12))
        bearers = [
            Bearer(
                card: Card(number: made(CardNumber(digits: "9705000000084821")), expiry: expiry),
                pin: [1, 3, 5, 7], account: numbers[0], otherAccount: numbers[1]),
            Bearer(
                card: Card(number: made(CardNumber(digits: "9705000000017730")), expiry: expiry),
                pin: [2, 4, 6, 8], account: numbers[2]),
            Bearer(
                card: Card(number: made(CardNumber(digits: "9705000000070093")), expiry: nil),
                pin: [1, 1, 1, 1], account: numbers[3]),
        ]
    }
}
