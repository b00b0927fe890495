import Testing

@testable import Evidence

struct TracedCallsTests {
    private typealias Call = TracedCalls.Call
    private typealias Target = TracedCalls.Target

    private let twoThreads = TracedCalls(
        """
        10 pwrite64(9</d/wal>, ""..., 24, 0) = 24
        11 fdatasync(9</d/wal> <unfinished ...>
        10 write(3</d/x.new>, ""..., 120) = 120
        11 <... fdatasync resumed>)  = 0
        10 rename("/d/x.new", "/d/x") = 0
        10 --- SIGCHLD {si_signo=SIGCHLD} ---
        11 pwrite64(9</d/wal>, ""..., 24, 24) = 24
        """)

    @Test func `each call is read once, with its file, also where another comes between`() {
        #expect(
            twoThreads.calls == [
                call(10, "pwrite64", "/d/wal"), call(11, "fdatasync", "/d/wal"),
                call(10, "write", "/d/x.new"), call(10, "rename", "/d/x.new"),
                call(11, "pwrite64", "/d/wal"),
            ])
        #expect(!twoThreads.wasKilled)
        #expect(twoThreads.struck == [])
    }

    @Test func `every call is a target, by its place among those of its name about its file`() {
        #expect(
            twoThreads.targets == [
                Target("pwrite64", "/d/wal", 1), Target("fdatasync", "/d/wal", 1),
                Target("write", "/d/x.new", 1), Target("rename", "/d/x.new", 1),
                Target("pwrite64", "/d/wal", 2),
            ])
    }

    @Test func `a call that failed by order is struck, also when it was resumed`() {
        let trace = TracedCalls(
            """
            10 write(3</d/x>, ""..., 1) = -1 EIO (Input/output error) (INJECTED)
            10 fsync(3</d/x> <unfinished ...>
            11 fsync(4</d/y>) = 0
            10 <... fsync resumed>) = -1 ENOSPC (No space left on device) (INJECTED)
            """)
        #expect(
            trace.struck == [Target("write", "/d/x", 1), Target("fsync", "/d/x", 1)])
    }

    @Test func `the last call before a kill is struck`() {
        let trace = TracedCalls(
            """
            10 write(3</d/x>, ""..., 1) = 1
            10 fsync(3</d/x>) = ?
            11 +++ killed by SIGKILL +++
            10 +++ killed by SIGKILL +++
            """)
        #expect(trace.wasKilled)
        #expect(trace.struck == [Target("fsync", "/d/x", 1)])
    }

    private func call(_ thread: Int, _ name: String, _ file: String) -> Call {
        Call(thread: thread, name: name, file: file, isInjected: false)
    }
}
