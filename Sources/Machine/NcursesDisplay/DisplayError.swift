/// Why a terminal could not be opened; `description` is a sentence for standard error, exit code 69.
package enum DisplayError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Standard input or output is a file or a pipe.
    case noTerminal
    /// The terminal cannot move its cursor.
    case terminalTooSimple(name: String)
    /// No description of this terminal, nor of the ones to fall back to.
    case unknownTerminal(name: String)
    /// The system gives no more descriptors.
    case noDescriptor(errno: Int32)
    /// Standard error could not be led to its file.
    case noErrorLog(path: String, errno: Int32)

    package var description: String {
        switch self {
        case .noTerminal:
            "Standard input or output is no terminal; start it in one, or with --plain."
        case .terminalTooSimple(let name):
            "The terminal \"\(name)\" cannot place its cursor; set TERM to one that can, or start with --plain."
        case .unknownTerminal(let name):
            "Nothing is known of the terminal \"\(name)\"; set TERM to its kind, or start with --plain."
        case .noDescriptor(let errno):
            "The system gives no event descriptor (errno \(errno)); close other programs and try again."
        case .noErrorLog(let path, let errno):
            "The log \(path) cannot be opened (errno \(errno)); check the folder and its permissions."
        }
    }
}
