/// Why the machine's files cannot be used; `description` is a sentence.
package enum MachineStoreError: Error, Hashable, Sendable {
    /// Another process runs on this directory: exit code 69.
    case inUse(path: String)
    /// A file cannot be made, read or written: 69.
    case unusable(path: String, reason: String)
    /// What a file says is not what this program wrote: 65.
    case damaged(path: String, reason: String)
}

extension MachineStoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .inUse(let path):
            "Another cash machine is running on \(path); stop it, or choose another --state."
        case .unusable(let path, let reason):
            "\(path) cannot be used: \(reason)."
        case .damaged(let path, let reason):
            "\(path) is damaged: \(reason). Keep it, and have an operator start a new one."
        }
    }
}

/// Whatever goes wrong in `body` means that the file cannot be used.
func unusable<Value>(_ path: String, _ body: () throws -> Value) throws(MachineStoreError) -> Value
{
    do {
        return try body()
    } catch let error as MachineStoreError {
        throw error
    } catch {
        throw MachineStoreError.unusable(path: path, reason: "\(error)")
    }
}
