import CashMachine
import Foundation
import Testing

@testable import MachineStore

struct ReceiptPrinterTests {
    private let folder: TemporaryFolder
    private var receipts: String { folder.path + "/receipts" }
    private var script: FaultScript { MachineDirectory.faults(path: folder.path) }

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A little `lp` of our own; it gets the folder as its first argument.
    private func command(_ body: String) throws -> PrinterCommand {
        let path = folder.path + "/little lp"
        try Data("\(body)\n".utf8).write(to: URL(filePath: path))
        // Not a program of its own: what is just being written may be open in a process that another test forks meanwhile,
        // and what is open for writing cannot be run.
        return try #require(PrinterCommand("sh '\(path)' \(folder.path)"))
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
    }

    private func isThere(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.path + "/" + name)
    }

    @Test func `a printer without paper prints nothing, once or until there is some`()
        async throws
    {
        let printer = ReceiptPrinter(folder: receipts, script: script)
        try script.add(.init(.printerOut))
        #expect(try await printer.isOut())
        await #expect(throws: PrinterOut.self) { try await printer.print("receipt-1.txt", "one") }
        #expect(try await !printer.isOut())
        let path = try await printer.print("receipt-1.txt", "one")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "one")
        await #expect(throws: ReceiptPrinted(path: path)) {
            try await printer.print("receipt-1.txt", "two")
        }
        #expect(try text("receipts/receipt-1.txt") == "one")
    }

    @Test func `a receipt is the command's input, once, and then a file`() async throws {
        let printer = ReceiptPrinter(
            folder: receipts, command: try command(#"cat >> "$1/paper"; echo out of the way"#),
            script: script)
        #expect(try await !printer.isOut())
        _ = try await printer.print("receipt-000001.txt", "one\n")
        await #expect(throws: ReceiptPrinted.self) {
            try await printer.print("receipt-000001.txt", "one\n")
        }
        _ = try await printer.print("receipt-000001-2.txt", "one, which replaces 1\n")
        #expect(try text("paper") == "one\none, which replaces 1\n")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: receipts).sorted() == [
                "receipt-000001-2.txt", "receipt-000001.txt",
            ])
    }

    @Test func `a command that fails puts the printer out for a minute, and leaves no file`()
        async throws
    {
        let time = ManualTime()
        let printer = ReceiptPrinter(
            folder: receipts, command: try command(#"[ -e "$1/paper" ] || exit 3"#),
            script: script, now: { time.now })
        let failure = await #expect(throws: PrinterFailure.self) {
            try await printer.print("receipt-1.txt", "one")
        }
        #expect(failure?.localizedDescription.hasSuffix("sh ended with 3") == true)
        #expect(try await printer.isOut())
        #expect(try FileManager.default.contentsOfDirectory(atPath: receipts) == [])
        time.advance(by: .seconds(59))
        #expect(try await printer.isOut())
        time.advance(by: .seconds(1))
        #expect(try await !printer.isOut())
        try Data().write(to: URL(filePath: folder.path + "/paper"))
        _ = try await printer.print("receipt-1.txt", "one")
        #expect(isThere("receipts/receipt-1.txt"))
    }

    @Test func `a command that takes too long is killed with what it has started`() async throws {
        let printer = ReceiptPrinter(
            folder: receipts,
            command: try command(#"sleep 100 & echo $! > "$1/child"; wait"#),
            limit: .milliseconds(500), script: script)
        let failure = await #expect(throws: PrinterFailure.self) {
            try await printer.print("receipt-1.txt", "one")
        }
        guard case .tookTooLong = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        let child = try #require(
            Int32(try text("child").trimmingCharacters(in: .whitespacesAndNewlines)))
        // It has been killed, and may need a moment to die.
        let deadline = ContinuousClock.now + .seconds(10)
        while Self.runs(child), ContinuousClock.now < deadline { await Task.yield() }
        #expect(!Self.runs(child))
        #expect(try await printer.isOut())
    }

    @Test func `while one receipt is printed the printer answers`() async throws {
        let gate = folder.path + "/gate"
        #expect(mkfifo(gate, 0o600) == 0)
        let printer = ReceiptPrinter(
            folder: receipts, command: try command(#"cat "$1/gate" > "$1/paper""#), script: script)
        async let path = printer.print("receipt-1.txt", "one")
        // The command waits for this end of the pipe, so that it is running from here on.
        let end = try #require(FileHandle(forWritingAtPath: gate))
        #expect(try await !printer.isOut())
        await #expect(throws: ReceiptPrinted.self) {
            try await printer.print("receipt-1.txt", "one")
        }
        try end.close()
        #expect(try await path.hasSuffix("receipt-1.txt"))
    }

    @Test func `a command that there is not is known before anybody prints`() async throws {
        let printer = ReceiptPrinter(
            folder: receipts, command: PrinterCommand("no-such-printing-command"), script: script)
        #expect(try await printer.isOut())
        await #expect(throws: PrinterFailure.self) {
            try await printer.print("receipt-1.txt", "one")
        }
    }

    @Test func `a command is cut into words without a shell`() {
        #expect(
            PrinterCommand("lp -d 'Front desk' \"a b\"c ''")?.words
                == ["lp", "-d", "Front desk", "a bc", ""])
        #expect(PrinterCommand("lp; rm *")?.words == ["lp;", "rm", "*"])
        #expect(PrinterCommand("lp 'open") == nil)
        #expect(PrinterCommand("  ") == nil)
    }

    /// Whether there is such a process that has not ended; a zombie has.
    private static func runs(_ process: Int32) -> Bool {
        guard let stat = FileManager.default.contents(atPath: "/proc/\(process)/stat") else {
            return false
        }
        let text = String(decoding: stat, as: UTF8.self)
        return text.split(separator: ")").last?.split(separator: " ").first != "Z"
    }
}

private final class ManualTime: @unchecked Sendable {
    private let lock = NSLock()
    private var instant = ContinuousClock.now

    var now: ContinuousClock.Instant { lock.withLock { instant } }

    func advance(by duration: Duration) {
        lock.withLock { instant += duration }
    }
}
