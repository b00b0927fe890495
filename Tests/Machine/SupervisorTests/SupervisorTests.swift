import Glibc
import Supervisor
import Testing

/// Real processes: `/bin/sh` in the children's places.
@Suite(.serialized) struct SupervisorTests {
    /// A folder for what the children say of themselves, made for one test.
    private static func folder() throws -> String {
        var template = Array("/tmp/supervisor-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func shell(_ script: String, _ input: ChildProcess.Plan.Input)
        -> ChildProcess.Plan
    {
        ChildProcess.Plan(arguments: ["-c", script], input: input)
    }

    @Test func `the machine's exit code is the supervisor's, and the bank ends with its pipe`()
        throws
    {
        let folder = try Self.folder()
        var supervisor = try Supervisor(
            executable: "/bin/sh", machine: Self.shell("exit 42", .terminal),
            bank: Self.shell("cat; echo drained > \(folder)/bank", .pipe), restoreTerminal: {})
        #expect(try supervisor.run() == 42)
        #expect(access("\(folder)/bank", F_OK) == 0)
    }

    @Test func `a machine killed by SIGKILL has its terminal restored and comes back`() throws {
        let folder = try Self.folder()
        var restored = 0
        var supervisor = try Supervisor(
            executable: "/bin/sh",
            machine: Self.shell(
                "test -e \(folder)/once && exit 7; touch \(folder)/once; kill -9 $$", .terminal),
            bank: nil, restoreTerminal: { restored += 1 })
        #expect(try supervisor.run() == 7)
        #expect(restored == 1)
    }

    @Test func `a bank that dies is started again while the machine runs`() throws {
        let folder = try Self.folder()
        var supervisor = try Supervisor(
            executable: "/bin/sh",
            machine: Self.shell("while ! test -e \(folder)/twice; do :; done; exit 0", .terminal),
            bank: Self.shell(
                "test -e \(folder)/once && { touch \(folder)/twice; cat; exit 0; }; "
                    + "touch \(folder)/once; kill -9 $$", .pipe),
            restoreTerminal: {})
        #expect(try supervisor.run() == 0)
    }

    @Test func `a program that is not there is an error in words`() {
        #expect(throws: ChildError.notStarted("/no/such", reason: "No such file or directory")) {
            _ = try Supervisor(
                executable: "/no/such", machine: Self.shell("", .terminal), bank: nil,
                restoreTerminal: {})
        }
    }
}
