internal import CashMachine
internal import Foundation

/// The receipt printer: what it prints becomes a text file in a folder and, where there is a printing command, its input.
///
/// The file is there when the receipt has been printed, and not before: by it the same receipt is never printed twice. The
/// printer is out of paper when the script says so; when there is no such command; and for a while after it has failed.
/// Money does not depend on it.
package actor ReceiptPrinter {
    private static let restAfterFailure = Duration.seconds(60)

    private let folder: String
    private let command: PrinterCommand?
    private let limit: Duration
    private let script: FaultScript
    private let now: @Sendable () -> ContinuousClock.Instant
    private var failedAt: ContinuousClock.Instant?
    private var underway: Set<String> = []

    /// - Parameters:
    ///   - folder: Made when it is needed.
    ///   - command: What prints; without it the files are all.
    ///   - limit: How long the command may take.
    ///   - script: The device's faults.
    ///   - now: The time.
    package init(
        folder: String, command: PrinterCommand? = nil, limit: Duration = .seconds(10),
        script: FaultScript,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.folder = folder
        self.command = command
        self.limit = limit
        self.script = script
        self.now = now
    }

    /// Whether the next receipt would not be printed.
    ///
    /// - Throws: `MachineStoreError` when the script cannot be read.
    package func isOut() throws -> Bool {
        if try script.entries().contains(where: { $0.fault == .printerOut }) { return true }
        guard let command else { return false }
        return hasJustFailed || !command.isThere
    }

    private var hasJustFailed: Bool {
        failedAt.map { now() - $0 < Self.restAfterFailure } ?? false
    }

    /// Prints one receipt, once, however often it is asked.
    ///
    /// - Parameters:
    ///   - name: Its file's; the machine numbers its receipts.
    ///   - text: The receipt.
    /// - Returns: The new file's path.
    /// - Throws: `PrinterOut`; `ReceiptPrinted`; `PrinterFailure`; `MachineStoreError`; whatever keeps the file from being
    ///   written.
    package func print(_ name: String, _ text: String) async throws -> String {
        let file = "\(folder)/\(name)"
        guard !underway.contains(name), !FileManager.default.fileExists(atPath: file) else {
            throw ReceiptPrinted(path: file)
        }
        guard try !script.takePrinterOut() else { throw PrinterOut() }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        guard let command else {
            try Data(text.utf8).write(to: URL(filePath: file), options: .withoutOverwriting)
            return file
        }
        underway.insert(name)
        defer { underway.remove(name) }
        try await feed(text, to: command, by: "\(folder)/.\(name)", keepingAs: file)
        return file
    }

    private func feed(
        _ text: String, to command: PrinterCommand, by draft: String, keepingAs file: String
    ) async throws {
        try Data(text.utf8).write(to: URL(filePath: draft))
        do throws(PrinterFailure) {
            try await command.print(fileAt: draft, within: limit)
        } catch {
            failedAt = now()
            unlink(draft)
            throw error
        }
        failedAt = nil
        try FileManager.default.moveItem(atPath: draft, toPath: file)
    }
}

/// There is no paper.
package struct PrinterOut: Error, LocalizedError {
    package var errorDescription: String? { "the printer has no paper" }
}

/// The receipt has been printed, or is just being.
package struct ReceiptPrinted: Error, Equatable, LocalizedError {
    package let path: String

    package var errorDescription: String? { "it is printed already, as \(path)" }
}
