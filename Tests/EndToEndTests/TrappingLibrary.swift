import Foundation
import ProgramRunner

/// A library that, preloaded into a program, makes it run into an illegal instruction of its own at `signal`: a real trap,
/// as Swift's runtime makes it, on a thread of the program, without a word in the product.
enum TrappingLibrary {
    static let signal = SIGUSR2

    static let canBeMade = clang != nil

    /// The toolchain brings it.
    private static let clang = (ProcessInfo.processInfo.environment["PATH"] ?? "")
        .split(separator: ":").map { "\($0)/clang" }
        .first(where: FileManager.default.isExecutableFile)

    private static let source = """
        #include <signal.h>
        static void run_into_it(int number) { __builtin_trap(); }
        __attribute__((constructor)) static void lay_it(void) { signal(\(signal), run_into_it); }

        """

    /// - Returns: Where it lies; the caller removes it.
    static func make() async throws -> URL {
        let folder = FileManager.default.temporaryDirectory
        let source = folder.appending(path: "trap-\(UUID().uuidString).c")
        let library = source.deletingPathExtension().appendingPathExtension("so")
        try Self.source.write(to: source, atomically: true, encoding: .utf8)
        guard let clang else { throw FinishedProgram.Failed(description: "there is no clang") }
        _ = try await FinishedProgram.run(
            clang, ["-shared", "-fPIC", source.path, "-o", library.path]
        ).succeeded()
        try FileManager.default.removeItem(at: source)
        return library
    }
}
