internal import ArgumentParser
internal import BankProtocol
internal import CashMachine
internal import Foundation
internal import MachineStore
internal import Screens

struct JournalShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the journal, oldest entry first.",
        discussion: """
            EXAMPLES
              atm journal show
              atm journal show --key 000123            everything of one transaction, by the Ref on its receipt
              atm journal show --json | jq .entry.kind
            """)

    @Option(
        help: ArgumentHelp(
            "Only the entries of this transaction: its Ref (000123), the receipt's 000123-1, or 0001-00000123.",
            valueName: "ref"))
    var key: String?
    @Flag(help: "One JSON object a line: number, at, key, entry.") var json = false
    @OptionGroup var options: JournalOptions

    func run() throws {
        try options.saying {
            let filter = try key.map(KeyFilter.init)
            let rows = try JournalInspection(of: options.machine).rows.filter { row in
                filter.map { $0.matches(row.entry.event.key) } ?? true
            }
            if rows.isEmpty, let key {
                throw Complaint("no entry bears the reference \(key).", exitCode: 1)
            }
            for row in rows { print(json ? row.json : row.line) }
        }
    }
}

/// Which keys a person means by a reference.
private struct KeyFilter {
    private let epoch: UInt16?
    private let sequence: UInt32

    /// - Throws: A `Complaint` for what is none.
    init(_ text: String) throws {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt32($0) }
        switch (numbers.count, parts.count) {
        case (1, 1):
            epoch = nil
            sequence = numbers[0]
        case (2, 2):
            // A receipt says sequence and epoch, the journal epoch and sequence; the epoch is the shorter.
            let isJournals = parts[0].count == 4 && parts[1].count == 8
            epoch = UInt16(exactly: isJournals ? numbers[0] : numbers[1])
            sequence = isJournals ? numbers[1] : numbers[0]
        default:
            throw Complaint(
                "\"\(text)\" is no reference; write 000123, 000123-1 or 0001-00000123.",
                exitCode: 64)
        }
    }

    func matches(_ key: RequestKey?) -> Bool {
        guard let key, key.sequence.number == sequence else { return false }
        return epoch.map { $0 == key.epoch.number } ?? true
    }
}

extension Journal.Row {
    fileprivate var line: String {
        let time = entry.at.civil(utcOffset: 6 * 3600)
        let place = String(repeating: " ", count: max(0, 6 - String(number).count)) + String(number)
        let key = entry.event.reference ?? "-"
        return "\(place)  \(time.date.isoText) \(time.clockText)  "
            + key.padding(toLength: 12, withPad: " ", startingAt: 0)
            + Language.english.sentence(of: entry.event)
    }

    fileprivate var json: String {
        let key = entry.event.reference.map { "\"\($0)\"" } ?? "null"
        let object =
            #"{"number":\#(number),"at":\#(entry.at.unixSeconds),"key":\#(key),"entry":\#(text)}"#
        return object
    }
}
