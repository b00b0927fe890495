internal import CashMachine
internal import Foundation

/// The receipt printer: what it prints becomes a text file in a folder. It is out of paper when the script says so.
package struct ReceiptPrinter: Sendable {
    private let folder: String
    private let script: FaultScript

    package init(folder: String, script: FaultScript) {
        self.folder = folder
        self.script = script
    }

    /// Whether the next receipt would not be printed.
    ///
    /// - Throws: `MachineStoreError` when the script cannot be read.
    package func isOut() throws -> Bool {
        try script.entries().contains { $0.fault == .printerOut }
    }

    /// - Returns: The new file's path. A file of that name is never written over: the machine numbers its receipts.
    /// - Throws: `PrinterOut`; `MachineStoreError`; whatever keeps the file from being written.
    package func print(_ name: String, _ text: String) throws -> String {
        guard try !script.takePrinterOut() else { throw PrinterOut() }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let file = URL(filePath: folder).appending(path: name)
        try Data(text.utf8).write(to: file, options: .withoutOverwriting)
        return file.path
    }
}

/// There is no paper.
package struct PrinterOut: Error, LocalizedError {
    package var errorDescription: String? { "the printer has no paper" }
}
