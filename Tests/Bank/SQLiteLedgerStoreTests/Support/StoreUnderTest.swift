import BankProtocol
import Foundation
import Ledger
import LedgerStore
import SQLiteLedgerStore
import Testing

/// The stores that every conformance test runs over.
enum StoreKind: String, CaseIterable, CustomTestStringConvertible {
    case memory
    case sqlite

    var testDescription: String { rawValue }

    func make(on day: CivilDate = Bank.day) throws -> any StoreUnderTest {
        switch self {
        case .memory: MemoryUnderTest(on: day)
        case .sqlite: try SQLiteUnderTest(on: day)
        }
    }
}

/// A store, and what a clerk may do to it and look up in it.
protocol StoreUnderTest: AnyObject {
    var store: any LedgerStore { get }
    /// What the store is told is left on its disk.
    var freeBytes: Int64 { get set }
    func open(_ holder: String, _ kind: Account.Kind, overdraft: Money, _ opening: Money) throws
        -> AccountNumber
    func issue(_ card: IssuedCard) throws
    func block(_ card: CardNumber) throws
    func enroll(_ terminal: TerminalID) throws
    func setEnabled(_ isEnabled: Bool, _ terminal: TerminalID) throws
    func setFrozen(_ isFrozen: Bool, _ account: AccountNumber) throws
    func resolve(_ id: Int64) throws
    func accounts() throws -> [Account]
    func cases() throws -> [CaseListing]
    func postings() throws -> [LedgerLine]
    func card(_ number: CardNumber) throws -> (state: IssuedCard.State, triesLeft: Int)
    func standing(of terminal: TerminalID) throws -> (seen: SequenceNumber, mark: SequenceNumber)
    func businessDay() throws -> CivilDate
    /// Makes the store unable to post to this terminal's cash.
    func breakCash(of terminal: TerminalID) throws
}

final class MemoryUnderTest: StoreUnderTest {
    let memory: InMemoryLedgerStore
    var store: any LedgerStore { memory }
    private var opened: [Account.Kind: Int] = [:]
    private var enrolled: [TerminalID: AccountNumber] = [:]
    private var epochs: [TerminalID: Epoch] = [:]

    init(on day: CivilDate) {
        memory = InMemoryLedgerStore(day: day)
    }

    var freeBytes: Int64 {
        get { memory.freeBytes }
        set { memory.freeBytes = newValue }
    }

    func open(_ holder: String, _ kind: Account.Kind, overdraft: Money, _ opening: Money) throws
        -> AccountNumber
    {
        opened[kind, default: 0] += 1
        let number = AccountNumber(kind, ordinal: opened[kind, default: 1])
        try memory.open(
            Account(
                number: number, holder: holder, kind: kind, balance: opening, overdraft: overdraft),
            at: Bank.now)
        return number
    }

    func issue(_ card: IssuedCard) throws { try memory.issue(card) }
    func block(_ number: CardNumber) throws {
        var card = try #require(memory.card(number))
        card.state = .blocked
        try memory.issue(card)
    }
    func enroll(_ terminal: TerminalID) throws { try memory.enroll(terminal) }
    func setEnabled(_ isEnabled: Bool, _ terminal: TerminalID) throws {
        try memory.setEnabled(isEnabled, terminal)
    }
    func setFrozen(_ isFrozen: Bool, _ account: AccountNumber) throws {
        memory.setFrozen(isFrozen, account)
    }
    func resolve(_ id: Int64) throws { memory.resolveCase(id, at: Bank.now) }
    func accounts() throws -> [Account] { memory.accounts }
    func cases() throws -> [CaseListing] { memory.cases }
    func postings() throws -> [LedgerLine] { memory.postings }
    func card(_ number: CardNumber) throws -> (state: IssuedCard.State, triesLeft: Int) {
        let card = try #require(memory.card(number))
        return (card.state, card.triesLeft)
    }
    func standing(of id: TerminalID) throws -> (seen: SequenceNumber, mark: SequenceNumber) {
        let terminal = try #require(memory.terminal(id))
        let epoch = try memory.epoch(terminal.currentEpoch, of: id)
        return (epoch?.seen ?? .none, epoch?.mark ?? .none)
    }
    func businessDay() throws -> CivilDate { memory.businessDay }
    func breakCash(of id: TerminalID) throws {
        let terminal = try #require(memory.terminal(id))
        memory.close(terminal.cashAccount)
    }
}

final class SQLiteUnderTest: StoreUnderTest {
    let place: TemporaryStore
    private var serving: SQLiteLedgerStore?
    private let office: Administration
    private let room = Room()
    var store: any LedgerStore { sqlite }
    var sqlite: SQLiteLedgerStore {
        guard let serving else { preconditionFailure("the store is closed") }
        return serving
    }

    final class Room {
        var bytes: Int64 = .max
    }

    init(on day: CivilDate) throws {
        place = try TemporaryStore()
        let midday = Timestamp(unixSeconds: Int64(day.daysSince1970) * 86_400 + 6 * 3600)
        office = try Administration.found(in: place.directory, at: midday)
        try reopen()
    }

    /// Ends serving, and begins anew with what is on the disk.
    func reopen() throws {
        serving = nil
        let room = room
        serving = try SQLiteLedgerStore(serving: place.directory, freeBytes: { room.bytes })
    }

    func audit() throws -> [String] { try office.audit() }

    var freeBytes: Int64 {
        get { room.bytes }
        set { room.bytes = newValue }
    }

    func open(_ holder: String, _ kind: Account.Kind, overdraft: Money, _ opening: Money) throws
        -> AccountNumber
    {
        try office.openAccount(
            holder: holder, kind: kind, overdraft: overdraft, opening: opening, at: Bank.now
        ).number
    }

    func issue(_ card: IssuedCard) throws {
        _ = try office.issueCard(
            card.number, expiry: card.expiry, pin: card.pin, account: card.account,
            otherAccount: card.otherAccount)
    }
    func block(_ number: CardNumber) throws { _ = try office.block(number) }
    func enroll(_ terminal: TerminalID) throws {
        _ = try office.enroll(terminal, location: "", withMAC: true, at: Bank.now)
    }
    func setEnabled(_ isEnabled: Bool, _ terminal: TerminalID) throws {
        _ = try isEnabled ? office.enable(terminal) : office.disable(terminal)
    }
    func setFrozen(_ isFrozen: Bool, _ account: AccountNumber) throws {
        _ = try isFrozen ? office.freeze(account) : office.thaw(account)
    }
    func resolve(_ id: Int64) throws {
        _ = try office.resolveCase(id, correction: .zero, note: "counted", at: Bank.now)
    }
    func accounts() throws -> [Account] { try office.accounts() }
    func cases() throws -> [CaseListing] { try office.cases() }
    func postings() throws -> [LedgerLine] {
        var lines: [LedgerLine] = []
        try office.exportLedger { lines.append($0) }
        return lines
    }
    func card(_ number: CardNumber) throws -> (state: IssuedCard.State, triesLeft: Int) {
        let card = try office.card(named: number.digits)
        return (card.state, card.triesLeft)
    }
    func standing(of terminal: TerminalID) throws -> (seen: SequenceNumber, mark: SequenceNumber) {
        let listing = try #require(try office.terminals().first { $0.terminal == terminal })
        return (listing.seen, listing.mark)
    }
    func businessDay() throws -> CivilDate { try office.businessDay() }
    func breakCash(of terminal: TerminalID) throws {
        let listing = try #require(try office.terminals().first { $0.terminal == terminal })
        try place.damage("DELETE FROM account WHERE number = '\(listing.cashAccount)'")
    }
}
