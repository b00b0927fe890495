internal import BankProtocol
internal import Ledger
internal import LedgerStore

extension Listing {
    init(_ accounts: [Account]) {
        self.init(
            columns: [
                Column("account"), Column("holder"), Column("kind"), Column("balance", .right),
                Column("available", .right), Column("frozen"),
            ],
            rows: accounts.map { account in
                [
                    .text(account.number.text), .text(account.holder),
                    .text(account.kind.rawValue), .money(account.balance),
                    .money(account.available), .flag(account.isFrozen),
                ]
            })
    }

    init(_ cards: [CardListing]) {
        self.init(
            columns: [
                Column("card"), Column("account"), Column("other"), Column("state"),
                Column("tries_left", .right), Column("expires"),
            ],
            rows: cards.map { card in
                [
                    .text(card.number.masked), .text(card.account.text),
                    .optional(card.otherAccount?.text), .text(card.stateText),
                    .count(card.triesLeft), .text(card.expiry.text),
                ]
            })
    }

    init(_ terminals: [TerminalListing], at now: Timestamp) {
        self.init(
            columns: [
                Column("terminal"), Column("location"), Column("epoch", .right),
                Column("seen", .right), Column("mark", .right), Column("enabled"),
                Column("certificate_until"), Column("days_left", .right),
            ],
            rows: terminals.map { terminal in
                [
                    .text(terminal.terminal.text), .text(terminal.location),
                    .count(Int(terminal.epoch.number)), .count(Int(terminal.seen.number)),
                    .count(Int(terminal.mark.number)), .flag(terminal.isEnabled),
                    .optional(terminal.certificateEnd?.dayText),
                    terminal.certificateEnd.map { .count($0.days(from: now)) } ?? .none,
                ]
            })
    }

    init(_ cases: [CaseListing]) {
        self.init(
            columns: [
                Column("id", .right), Column("kind"), Column("key"), Column("terminal"),
                Column("opened"), Column("resolved"), Column("note"),
            ],
            rows: cases.map { item in
                [
                    .count(Int(item.id)), .text(item.kind.rawValue), .text(item.key.text),
                    .text(item.terminal.text), .text(item.opened.text),
                    .optional(item.resolved?.text), .text(item.note),
                ]
            })
    }

    init(_ lines: [LedgerLine]) {
        self.init(
            columns: [
                Column("id", .right), Column("key"), Column("terminal"), Column("account"),
                Column("counter"), Column("amount", .right), Column("type"), Column("reverses"),
                Column("at"),
            ],
            rows: lines.map { line in
                [
                    .count(Int(line.id)), .optional(line.key?.text),
                    .optional(line.terminal?.text), .text(line.account.text),
                    .text(line.counter.text), .money(line.amount), .text(line.type.rawValue),
                    .optional(line.reverses?.text), .text(line.at.text),
                ]
            })
    }
}

extension CardListing {
    /// A card whose PIN tries are used up is as good as blocked, whatever its state.
    fileprivate var stateText: String {
        state == .active && triesLeft == 0 ? "PIN locked" : state.rawValue
    }
}

extension CardExpiry {
    /// `2030-12`.
    var text: String { "\(year)-\(Digits.text(Int(month), 2))" }
}

extension CivilDate {
    /// `2030-12-31`.
    var text: String { "\(year)-\(Digits.text(month, 2))-\(Digits.text(day, 2))" }
}

extension RequestKey {
    /// As D37 has it.
    var text: String {
        Digits.text(Int(epoch.number), 4) + Digits.text(Int(sequence.number), 8)
    }
}

extension Timestamp {
    /// `2030-12-31T23:59:59Z`.
    var text: String {
        let time = civil()
        let clock = [time.hour, time.minute, time.second].map { Digits.text($0, 2) }
        return "\(time.date.text)T\(clock.joined(separator: ":"))Z"
    }
}

private enum Digits {
    static func text(_ number: Int, _ width: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
