import Foundation
import ProgramRunner
import Testing

/// The real `bank` on disks that fail, driven by Python scripts that share no line with it. What a machine does not have
/// or does not allow is told in a line that begins with `skipped`.
@Suite(.serialized) struct FailingDiskTests {
    private static let interop = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../Interop").standardized

    private func run(_ script: String, behind: [String] = []) async throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("disk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { remove(folder) }
        let path = Self.interop.appendingPathComponent(script).path
        let done = try await FinishedProgram.run(
            "/usr/bin/env", behind + ["python3", path, BankProgram.path, folder.path])
        #expect(done.exitCode == 0, "\(done.output)\(done.errors)")
        if done.output.contains("skipped") { print(done.output) }
        return done.output
    }

    private func remove(_ folder: URL) {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("left behind: \(folder.path): \(error)")
        }
    }

    @Test func `a flush that fails: no answer leaves, the process ends, the restart agrees`()
        async throws
    {
        let said = try await run("failing_commit.py")
        #expect(said.contains("ok hanging flush") || said.contains("skipped"))
    }

    @Test func `a full disk: 91 READ-ONLY, replays all the same, then service again`() async throws
    {
        let mayMount = geteuid() == 0 && access("/usr/bin/unshare", X_OK) == 0
        guard mayMount else { return print("skipped: a full disk needs root and unshare") }
        let said = try await run("full_disk.py", behind: ["unshare", "-m"])
        #expect(said.contains("ok audit") || said.contains("skipped"))
    }

    @Test func `init killed at any flush or rename leaves a whole store or none`() async throws {
        let said = try await run("killed_init.py")
        #expect(said.contains("ok killed") || said.contains("skipped"))
    }
}
