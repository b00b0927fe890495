import CCurses
import Glibc
import Synchronization

/// The one thread that touches ncurses: runs the display's jobs, and between them waits for keys and signals.
///
/// A thread of its own since ncurses knows no threads, and since waiting for a terminal must block nobody else.
final class TerminalThread: SerialExecutor, Sendable {
    /// What the thread waited for.
    enum Happening {
        case input
        /// The terminal is gone; no more input is looked for.
        case hangUp
        /// Bits of `cc_take_signals`.
        case signals(UInt32)
    }

    private struct State {
        var jobs: [UnownedJob] = []
        var thread: pthread_t?
        var isStopped = false
        var looksForInput = true
    }

    private let state = Mutex(State())
    /// Written when there is a job.
    private let wake: Int32
    /// Written by the signal handlers.
    let signals: Int32
    private let input: Int32

    init(input: Int32) throws(DisplayError) {
        wake = cc_event()
        signals = cc_event()
        self.input = input
        guard wake >= 0, signals >= 0 else { throw .noDescriptor(errno: errno) }
    }

    /// - Parameter happened: Called on the thread.
    func start(_ happened: @escaping @Sendable (Happening) -> Void) {
        let body = Unmanaged.passRetained(Body { self.run(happened) })
        var thread = pthread_t()
        let result = pthread_create(
            &thread, nil,
            { body in
                guard let body else { return nil }
                Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        precondition(result == 0, "the system gives no thread for the display (error \(result))")
        pthread_detach(thread)
    }

    /// No more input is to come.
    func ignoreInput() {
        state.withLock { $0.looksForInput = false }
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        ring()
    }

    // MARK: SerialExecutor

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
        ring()
    }

    func checkIsolated() {
        precondition(isIsolatingCurrentContext() == true, "this is not the display's thread")
    }

    func isIsolatingCurrentContext() -> Bool? {
        let thread = state.withLock { $0.thread }
        guard let thread else { return false }
        return pthread_equal(thread, pthread_self()) != 0
    }

    // MARK: The thread

    private final class Body {
        let run: () -> Void

        init(run: @escaping () -> Void) {
            self.run = run
        }
    }

    private func run(_ happened: @Sendable (Happening) -> Void) {
        state.withLock { $0.thread = pthread_self() }
        while !state.withLock({ $0.isStopped && $0.jobs.isEmpty }) {
            let ready = wait(forInput: state.withLock(\.looksForInput))
            runJobs()
            if ready.signals { happened(.signals(cc_take_signals())) }
            if ready.hangUp {
                ignoreInput()
                happened(.hangUp)
            } else if ready.input {
                happened(.input)
            }
        }
        close(wake)
        close(signals)
    }

    private struct Ready {
        var input = false
        var hangUp = false
        var signals = false
    }

    private func wait(forInput: Bool) -> Ready {
        let wanted = Int16(POLLIN)
        var polled = [
            pollfd(fd: wake, events: wanted, revents: 0),
            pollfd(fd: signals, events: wanted, revents: 0),
            pollfd(fd: forInput ? input : -1, events: wanted, revents: 0),
        ]
        // An interrupted wait is a turn without input; the signal's own descriptor tells of it.
        guard poll(&polled, nfds_t(polled.count), -1) > 0 else { return Ready() }
        drain(wake)
        var ready = Ready()
        if polled[1].revents & wanted != 0 {
            drain(signals)
            ready.signals = true
        }
        ready.input = polled[2].revents & wanted != 0
        ready.hangUp = polled[2].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
        return ready
    }

    private func runJobs() {
        let jobs = state.withLock { state in
            defer { state.jobs = [] }
            return state.jobs
        }
        for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
    }

    private func ring() {
        var one: UInt64 = 1
        // A counter that is full wakes the thread all the same.
        _ = write(wake, &one, MemoryLayout<UInt64>.size)
    }

    private func drain(_ descriptor: Int32) {
        var count: UInt64 = 0
        _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
    }
}
