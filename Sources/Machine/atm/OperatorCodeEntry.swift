internal import Foundation
internal import Glibc
internal import MessageSecurity

/// Reads an operator's code from standard input: byte by byte into its buffer, never into a text.
enum OperatorCodeEntry {
    static let notACode = Complaint(
        "an operator's code has \(OperatorCodeHash.digits) digits; nothing was changed.",
        exitCode: 65)

    /// Asks twice at a terminal, once otherwise.
    ///
    /// - Returns: Six digits.
    /// - Throws: A `Complaint`.
    static func read() throws -> PIN {
        guard isatty(STDIN_FILENO) == 1 else { return try line() }
        let code = try unseen("New code: ")
        let again = try unseen("The same again: ")
        guard try equal(code, again) else {
            throw Complaint("the two codes differ; nothing was changed.", exitCode: 65)
        }
        return code
    }

    private static func unseen(_ prompt: String) throws -> PIN {
        FileHandle.standardError.write(Data(prompt.utf8))
        var before = termios()
        tcgetattr(STDIN_FILENO, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return try line()
    }

    private static func line() throws -> PIN {
        var code = PIN()
        var byte: UInt8 = 0
        while Glibc.read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte),
                code.append(byte - UInt8(ascii: "0"))
            else { throw notACode }
        }
        guard code.count == OperatorCodeHash.digits else { throw notACode }
        return code
    }

    private static func equal(_ one: borrowing PIN, _ other: borrowing PIN) throws -> Bool {
        let salt = [UInt8](repeating: 0, count: OperatorCodeHash.saltLength)
        return try OperatorCodeHash(of: one, salt: salt)?.matches(other) ?? false
    }
}
