import Testing

@testable import Evidence

struct TracedCallsTests {
    private typealias Call = TracedCalls.Call

    @Test func `calls are counted for each thread, also where another comes between`() {
        let trace = TracedCalls(
            """
            10 pwrite64(9</d/journal.sqlite-wal>, ""..., 24, 0) = 24
            11 fdatasync(9</d/journal.sqlite-wal> <unfinished ...>
            10 write(3</d/x.json.new>, ""..., 120) = 120
            11 <... fdatasync resumed>)  = 0
            11 fsync(4</d>) = 0
            """)
        #expect(
            trace.calls == [
                call(10, "pwrite64", "journal.sqlite-wal", 0),
                call(11, "fdatasync", "journal.sqlite-wal", 0),
                call(10, "write", "x.json.new", 1), call(11, "fsync", "d", 1),
            ])
        #expect(!trace.wasKilled)
        #expect(trace.struckPlaces.isEmpty)
    }

    @Test func `a call that failed by order is struck, also when it was resumed`() {
        let trace = TracedCalls(
            """
            10 write(3</d/x>, ""..., 1) = -1 EIO (Input/output error) (INJECTED)
            10 fsync(3</d/x> <unfinished ...>
            11 fsync(4</d/y>) = 0
            10 <... fsync resumed>) = -1 ENOSPC (No space left on device) (INJECTED)
            """)
        #expect(trace.struckPlaces == [0, 1])
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
        #expect(trace.struckPlaces == [1])
    }

    @Test func `a rename is named by nothing, since it has no descriptor`() {
        let trace = TracedCalls(#"10 rename("/d/x.new", "/d/x") = 0"#)
        #expect(trace.calls == [call(10, "rename", "", 0)])
    }

    private func call(_ thread: Int, _ name: String, _ file: String, _ place: Int) -> Call {
        Call(thread: thread, name: name, file: file, placeInThread: place, isInjected: false)
    }
}
