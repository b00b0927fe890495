internal import ArgumentParser
internal import Foundation

/// Something that must not be, or a program that cannot be run; a sentence each.
struct HuntFailure: Error, CustomStringConvertible {
    enum Kind: Int32 {
        case notInOrder = 65
        case unavailable = 69
    }

    let kind: Kind
    let findings: [String]

    static func notInOrder(_ findings: [String]) -> HuntFailure {
        HuntFailure(kind: .notInOrder, findings: findings)
    }

    static func unavailable(_ sentence: String) -> HuntFailure {
        HuntFailure(kind: .unavailable, findings: [sentence])
    }

    var description: String { findings.joined(separator: "\n") }
}

/// Runs `body` in a folder that is kept, and named, when it fails.
///
/// - Throws: `ExitCode` after the findings have been said.
func hunting(in given: String?, _ body: (String) async throws -> Void) async throws {
    let folder =
        given
        ?? FileManager.default.temporaryDirectory.appending(path: "hunt-\(UUID().uuidString)")
        .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // A crashed child's backtracer would hold its log open, and take its time.
    setenv("SWIFT_BACKTRACE", "enable=no", 1)
    do {
        try await body(folder)
    } catch let failure as HuntFailure {
        Console.complain("hunt: \(failure)\nhunt: everything is kept in \(folder)")
        throw ExitCode(failure.kind.rawValue)
    } catch {
        Console.complain("hunt: \(error)\nhunt: everything is kept in \(folder)")
        throw error
    }
    if given == nil { try FileManager.default.removeItem(atPath: folder) }
}

enum Console {
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    static func complain(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// Over the last such line, where somebody looks at it.
    static func progress(_ line: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data(("\r\u{1B}[K" + line).utf8))
    }

    static func endProgress() { progress("") }
}
