internal import ArgumentParser
internal import BankProtocol
internal import CashMachine
internal import MachineStore
internal import Screens

struct JournalVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the journal, the devices, and that they agree; exit 0 in order, 65 not.",
        discussion: """
            The chain of hashes, every entry, what they amount to, the devices' counters, and that the cash which the \
            journal says was paid or kept is the cash that the devices counted, but for what is in doubt.
            """)

    @OptionGroup var options: JournalOptions

    func run() throws {
        try options.saying {
            let inspection = try JournalInspection(of: options.machine)
            let findings = inspection.audit.findings
            for finding in findings { print("not in order: \(finding.sentence)") }
            guard findings.isEmpty else { throw ExitCode(65) }
            print(inspection.summary)
        }
    }
}

extension JournalInspection {
    fileprivate var summary: String {
        let devices =
            audit.isWhole
            ? "the devices agree"
            : "the devices balance; their counters began before this journal and cannot be compared"
        let open = audit.openKeys.map { Reference($0).text }.joined(separator: ", ")
        let suspects = audit.suspects.map { Reference($0).text }.joined(separator: ", ")
        return "in order: \(rows.count) entries, \(devices)"
            + (open.isEmpty ? "" : "; not settled: \(open)")
            + (suspects.isEmpty ? "" : "; to be counted: \(suspects)")
    }
}

extension JournalAudit.Finding {
    fileprivate var sentence: String {
        switch self {
        case .dispenserUnbalanced:
            "the dispenser's counters do not balance"
        case .escrowUnbalanced:
            "the escrow's counters do not balance"
        case .otherDispenser:
            "the dispenser is not the journal's own, or knows more: the journal is an old copy"
        case .otherEscrow:
            "the escrow is not the journal's own, or knows more: the journal is an old copy"
        case .paid(let book, let device):
            "the dispenser paid \(device.exactText), the journal says \(Self.text(book))"
        case .kept(let book, let device):
            "the escrow kept \(device.exactText), the journal says \(Self.text(book))"
        }
    }

    private static func text(_ range: ClosedRange<Money>) -> String {
        range.lowerBound == range.upperBound
            ? range.lowerBound.exactText
            : "between \(range.lowerBound.exactText) and \(range.upperBound.exactText)"
    }
}
