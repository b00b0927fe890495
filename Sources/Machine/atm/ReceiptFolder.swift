internal import Foundation

/// Where receipts are saved that a customer wants as a file.
struct ReceiptFolder {
    let path: String

    /// - Returns: The new file's path. A file of that name is never written over: the machine numbers its receipts.
    func save(_ name: String, _ text: String) throws -> String {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let file = URL(filePath: path).appending(path: name)
        try Data(text.utf8).write(to: file, options: .withoutOverwriting)
        return file.path
    }
}
