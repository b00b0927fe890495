import Control
import ControlSocket
import Foundation
import Glibc
import LinkFaults
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

    /// Of a supervisor that is ordered to start none.
    private static func none(_ companion: Companion) -> CompanionPlan {
        CompanionPlan(shell("exit 1", .pipe), .errand)
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
            bank: Self.shell("cat; echo drained > \(folder)/bank", .pipe), companions: Self.none,
            restoreTerminal: {})
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
            bank: nil, companions: Self.none, restoreTerminal: { restored += 1 })
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
            companions: Self.none, restoreTerminal: {})
        #expect(try supervisor.run() == 0)
    }

    @Test func `a program that is not there is an error in words`() {
        #expect(throws: ChildError.notStarted("/no/such", reason: "No such file or directory")) {
            _ = try Supervisor(
                executable: "/no/such", machine: Self.shell("", .terminal), bank: nil,
                companions: Self.none, restoreTerminal: {})
        }
    }

    private static func post(_ folder: String) throws -> ControlPost {
        try ControlPost(
            path: "\(folder)/control", state: ControlState(lossOfRequests: 40),
            devices: ControlPost.Devices(
                read: { () throws(ControlError) in [] }, apply: { _ throws(ControlError) in }))
    }

    /// Gives orders to a supervisor that runs on this test's thread.
    private static func order(
        _ folder: String, _ body: @escaping @Sendable (ControlClient) throws -> Void
    ) throws -> Thread {
        let client = try #require(try ControlClient(path: "\(folder)/control", as: .command))
        let thread = Thread {
            do {
                try body(client)
            } catch {
                Issue.record("\(error)")
            }
        }
        thread.start()
        return thread
    }

    @Test func `a machine is killed by order and comes back`() throws {
        let folder = try Self.folder()
        var restored = 0
        var supervisor = try Supervisor(
            executable: "/bin/sh",
            machine: Self.shell(
                "test -e \(folder)/once && exit 7; touch \(folder)/once; while :; do :; done",
                .terminal),
            bank: nil, companions: Self.none, control: try Self.post(folder),
            restoreTerminal: { restored += 1 })
        _ = try Self.order(folder) { client in
            while access("\(folder)/once", F_OK) != 0 { sched_yield() }
            try client.give(.killMachine(at: nil))
        }
        #expect(try supervisor.run() == 7)
        #expect(restored == 1)
    }

    @Test func `a bank that is held stays dead until it is started`() throws {
        let folder = try Self.folder()
        var supervisor = try Supervisor(
            executable: "/bin/sh",
            machine: Self.shell("while ! test -e \(folder)/end; do :; done; exit 0", .terminal),
            bank: Self.shell("echo $$ >> \(folder)/lives; cat", .pipe),
            companions: Self.none, control: try Self.post(folder), restoreTerminal: {})
        _ = try Self.order(folder) { client in
            defer { close(open("\(folder)/end", O_CREAT | O_WRONLY, 0o600)) }
            try Self.awaitLives(1, folder)
            try client.give(.holdBank)
            let dead = try #require(Self.lives(folder).first)
            while kill(dead, 0) == 0 { sched_yield() }
            // The supervisor's own loop has turned: it has told the state since.
            #expect(try client.state().isBankHeld)
            #expect(try client.state().loss[.toBank] == 40)
            #expect(Self.lives(folder).count == 1)
            try client.give(.startBank)
            try Self.awaitLives(2, folder)
        }
        #expect(try supervisor.run() == 0)
        #expect(Self.lives(folder).count == 2)
    }

    @Test func `a bank that cannot be started again ends all, the machine in its own good order`()
        throws
    {
        let folder = try Self.folder()
        let logs = "\(folder)/logs"
        try #require(mkdir(logs, 0o700) == 0)
        var bank = Self.shell(
            "while ! test -e \(folder)/ready; do :; done; rm -r \(logs); kill -9 $$", .pipe)
        bank.logFile = "\(logs)/bank"
        var supervisor = try Supervisor(
            executable: "/bin/sh",
            machine: Self.shell(
                "trap 'touch \(folder)/restored; exit 0' TERM; touch \(folder)/ready; "
                    + "while :; do :; done", .terminal),
            bank: bank, companions: Self.none, restoreTerminal: {})
        #expect(throws: ChildError.notStarted("/bin/sh", reason: "No such file or directory")) {
            _ = try supervisor.run()
        }
        #expect(access("\(folder)/restored", F_OK) == 0)
    }

    // MARK: - Companions

    @Test func `a companion that cannot be started is logged, and the machine runs on`() throws {
        let folder = try Self.folder()
        var machine = Self.shell(
            "while ! test -s \(folder)/log; do :; done; exit 7", .terminal)
        machine.logFile = "\(folder)/log"
        var supervisor = try Supervisor(
            executable: "/bin/sh", machine: machine, bank: nil,
            companions: { _ in
                CompanionPlan(
                    ChildProcess.Plan(
                        arguments: ["-c", "exit 0"], input: .pipe, logFile: "/no/such/folder/log"),
                    .errand)
            },
            control: try Self.post(folder), restoreTerminal: {})
        _ = try Self.order(folder) { client in try client.give(.workload(isOn: true)) }
        #expect(try supervisor.run() == 7)
        let log = try String(contentsOfFile: "\(folder)/log", encoding: .utf8)
        let line = "/bin/sh could not be started: No such file or directory\n"
        // The workload has two tellers; each was tried once.
        #expect(log == line + line)
    }

    /// A supervisor whose machine runs until `end` is in the folder, and whose companions run `script` with their number
    /// as `$0`.
    private static func attended(
        _ folder: String, _ kind: RestartPolicy.Kind, _ script: String
    ) throws -> Supervisor {
        try Supervisor(
            executable: "/bin/sh",
            machine: shell("while ! test -e \(folder)/end; do :; done; exit 0", .terminal),
            bank: nil,
            companions: { companion in
                switch companion {
                case .teller(let number):
                    CompanionPlan(
                        ChildProcess.Plan(arguments: ["-c", script, "\(number)"], input: .pipe),
                        kind)
                case .teacher: preconditionFailure("no lesson is asked for here")
                }
            },
            control: try post(folder), restoreTerminal: {})
    }

    @Test
    func `companions run from their order on, come back when killed, and end with their pipe`()
        throws
    {
        let folder = try Self.folder()
        var supervisor = try Self.attended(
            folder, .service, "echo $$ >> \(folder)/lives; cat; echo $0 >> \(folder)/ends")
        _ = try Self.order(folder) { client in
            defer { close(open("\(folder)/end", O_CREAT | O_WRONLY, 0o600)) }
            #expect(Self.lives(folder).isEmpty)
            try client.give(.workload(isOn: true))
            try Self.awaitLives(2, folder)
            kill(try #require(Self.lives(folder).first), SIGKILL)
            try Self.awaitLives(3, folder)
            // Ordered again, who runs is left alone.
            try client.give(.workload(isOn: true))
            try client.give(.workload(isOn: false))
            try Self.awaitNumbers(2, "\(folder)/ends")
            #expect(Self.numbers("\(folder)/ends").sorted() == [1, 2])
            // Back, to be ended by the supervisor's own end.
            try client.give(.workload(isOn: true))
            try Self.awaitLives(5, folder)
        }
        #expect(try supervisor.run() == 0)
        #expect(Self.lives(folder).count == 5)
        #expect(Self.numbers("\(folder)/ends").sorted() == [1, 1, 2, 2])
    }

    @Test func `a companion that is wanted again while it leaves comes back when it has gone`()
        throws
    {
        let folder = try Self.folder()
        var supervisor = try Self.attended(
            folder, .service,
            "echo $$ >> \(folder)/lives; cat; echo $0 >> \(folder)/closed; "
                + "while ! test -e \(folder)/go; do :; done")
        _ = try Self.order(folder) { client in
            defer { close(open("\(folder)/end", O_CREAT | O_WRONLY, 0o600)) }
            try client.give(.workload(isOn: true))
            try Self.awaitLives(2, folder)
            try client.give(.workload(isOn: false))
            try Self.awaitNumbers(2, "\(folder)/closed")
            try client.give(.workload(isOn: true))
            #expect(try client.state().hasWorkload)
            #expect(Self.lives(folder).count == 2)
            close(open("\(folder)/go", O_CREAT | O_WRONLY, 0o600))
            try Self.awaitLives(4, folder)
        }
        #expect(try supervisor.run() == 0)
        #expect(Self.lives(folder).count == 4)
    }

    @Test func `an errand runs once for each order, however it ends`() throws {
        let folder = try Self.folder()
        var supervisor = try Self.attended(
            folder, .errand, "echo $$ >> \(folder)/lives; kill -9 $$")
        _ = try Self.order(folder) { client in
            defer { close(open("\(folder)/end", O_CREAT | O_WRONLY, 0o600)) }
            for round in 1...2 {
                try client.give(.workload(isOn: true))
                try Self.awaitLives(round * 2, folder)
                for process in Self.lives(folder) { while kill(process, 0) == 0 { sched_yield() } }
            }
        }
        #expect(try supervisor.run() == 0)
        #expect(Self.lives(folder).count == 4)
    }

    private static func awaitLives(_ count: Int, _ folder: String) throws {
        try awaitNumbers(count, "\(folder)/lives")
    }

    /// The process numbers of a child's lives so far.
    private static func lives(_ folder: String) -> [Int32] { numbers("\(folder)/lives") }

    private static func awaitNumbers(_ count: Int, _ path: String) throws {
        while numbers(path).count < count { sched_yield() }
    }

    private static func numbers(_ path: String) -> [Int32] {
        guard let text = FileManager.default.contents(atPath: path) else { return [] }
        return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { Int32($0) }
    }
}
