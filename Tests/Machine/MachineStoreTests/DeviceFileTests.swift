import BankProtocol
import CashMachine
import Foundation
import MachineStore
import Testing

@Suite struct DeviceFileTests {
    private let folder: TemporaryFolder
    private let notes = NoteCounts(thousands: 3, fiveHundreds: 1, hundreds: 2)

    init() throws {
        folder = try TemporaryFolder()
    }

    private func authorisation() throws -> DispenseAuthorisation {
        let sending = SendingTime(.noon, utcOffset: 0)
        let withdrawal = Withdrawal(
            key: .second, amount: notes.value, currency: .bdt, notes: notes, account: .current,
            lastFour: "4821", sending: sending)
        let terminal = try #require(TerminalID("ATM00001"))
        let answer = Answer(
            terminal: terminal, exchange: ExchangeID(.financial, .second),
            transmitted: sending.transmitted, processingCode: withdrawal.processingCode,
            amount: withdrawal.amount, code: .approved, authorisation: .example)
        return try #require(DispenseAuthorisation(answer, for: withdrawal))
    }

    /// What happens to the directory by one process, which then dies.
    @discardableResult
    private func visit<Result>(_ body: (MachineDirectory) throws -> Result) throws -> Result {
        try body(MachineDirectory(path: folder.path))
    }

    @Test func `a new machine has full cassettes, an empty escrow and an empty journal`() throws {
        let directory = try MachineDirectory(path: folder.path)
        #expect(
            directory.dispenser.report.tally.left
                == NoteCounts(thousands: 500, fiveHundreds: 500, hundreds: 800))
        #expect(directory.escrow.report.held == .none)
        #expect(try directory.journal.rows() == [])
    }

    @Test func `what an operator changed is remembered, and an older file has no such changes`()
        throws
    {
        let path = folder.path + "/dispenser.json"
        try visit { _ in }
        let old = try String(contentsOfFile: path, encoding: .utf8).replacingOccurrences(
            of: "\"emptied\"", with: "\"unknown\""
        ).replacingOccurrences(of: "\"removed\"", with: "\"strange\"")
        try Data(old.utf8).write(to: URL(filePath: path))
        let report = try visit { directory in
            #expect(directory.dispenser.report.tally.removed == .none)
            _ = try directory.dispenser.obey(.count(.second, CashChange(.removed, notes)))
            return directory.dispenser.report
        }
        #expect(report.counted == .second)
        #expect(try visit { $0.dispenser.report } == report)
        #expect(report.tally.left == DispenserFile.fullCassettes - notes)
    }

    @Test func `devices are the same after every death of the machine`() throws {
        let commands: [DispenserCommand] = [
            .dispense(try authorisation(), notes), .present(.second), .release(.second),
        ]
        for command in commands {
            let report = try visit { try $0.dispenser.obey(command) }
            #expect(try visit { $0.dispenser.report } == report)
        }
        #expect(try visit { $0.dispenser.report.position(of: .second) } == .taken(notes))
        for command in [
            EscrowCommand.accept(.second, notes), .vault(.second), .emptyVault(.second),
        ] {
            let report = try visit { try $0.escrow.obey(command) }
            #expect(try visit { $0.escrow.report } == report)
        }
    }

    @Test func `a second dispense of an operation moves nothing, even in another life`() throws {
        let command = DispenserCommand.dispense(try authorisation(), notes)
        let report = try visit { try $0.dispenser.obey(command) }
        let again = try visit { try $0.dispenser.obey(command) }
        #expect(again == report)
        #expect(report.tally.picked == notes)
    }

    @Test func `a scripted fault strikes once, at the command that it concerns`() throws {
        let script = MachineDirectory.faults(path: folder.path)
        try script.add(.init(.escrow(.stuck)))
        try script.add(.init(.dispenser(.jamBeforePresentation)))
        let report = try visit { try $0.dispenser.obey(.dispense(try authorisation(), notes)) }
        #expect(report.tally.rejected == notes)
        #expect(try script.entries() == [.init(.escrow(.stuck))])
        try script.clear()
        #expect(try script.entries() == [])
    }

    @Test func `a standing fault strikes every time until it is cleared`() throws {
        let script = MachineDirectory.faults(path: folder.path)
        try script.add(.init(.escrow(.stuck), isStanding: true))
        try script.add(.init(.printerOut))
        try visit { directory in
            _ = try directory.escrow.obey(.accept(.second, notes))
            for _ in 1...3 {
                #expect(
                    try directory.escrow.obey(.vault(.second)).last?.position == .holding(notes))
            }
        }
        #expect(try script.clear(.escrow(.stuck)) == 1)
        #expect(try script.entries() == [.init(.printerOut)])
        let report = try visit { try $0.escrow.obey(.vault(.second)) }
        #expect(report.last?.position == .vaulted(notes))
    }

    @Test func `every fault has a name of its own`() {
        for fault in FaultScript.Fault.all { #expect(FaultScript.Fault(name: fault.name) == fault) }
        #expect(Set(FaultScript.Fault.all.map(\.name)).count == FaultScript.Fault.all.count)
    }

    @Test(arguments: ["dispenser.json", "escrow.json", "faults.json"])
    func `a damaged device file is said to be damaged`(name: String) throws {
        try visit { _ in }
        try Data("{".utf8).write(to: URL(filePath: folder.path + "/" + name))
        let authorisation = try authorisation()
        #expect(throws: MachineStoreError.self) {
            try visit { try $0.dispenser.obey(.dispense(authorisation, notes)) }
        }
    }

    @Test func `a fault that no machine knows is damage, not silence`() throws {
        let script = MachineDirectory.faults(path: folder.path)
        try Data(#"[{"fault":"fire","standing":false}]"#.utf8)
            .write(to: URL(filePath: folder.path + "/faults.json"))
        #expect(throws: MachineStoreError.self) { try script.entries() }
    }

    @Test func `counters that do not balance are damage`() throws {
        let authorisation = try authorisation()
        try visit { try $0.dispenser.obey(.dispense(authorisation, notes)) }
        let file = URL(filePath: folder.path + "/dispenser.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        let forged = text.replacing(#""picked" : ["#, with: #""taken" : ["#)
        try Data(forged.utf8).write(to: file)
        #expect(throws: MachineStoreError.self) { try visit { _ in } }
    }

    @Test func `a second machine on one directory is refused`() throws {
        try visit { directory in
            #expect(throws: MachineStoreError.inUse(path: folder.path)) {
                _ = try MachineDirectory(path: folder.path)
            }
        }
        try visit { _ in }
    }

    @Test func `the directory is its owner's alone`() throws {
        let path = folder.path + "/machine"
        _ = try MachineDirectory(path: path)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }
}
