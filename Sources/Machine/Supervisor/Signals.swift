internal import Glibc

/// The signals that a supervisor waits for: blocked, so that none interrupts it, and waited for together with sockets.
struct Signals: ~Copyable {
    private let descriptor: Int32
    private let wanted: sigset_t

    /// Blocks them in this thread.
    init() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGCHLD, SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        wanted = signals
        descriptor = signalDescriptor(-1, &signals, Int32(O_CLOEXEC))
        precondition(descriptor >= 0, "the system gives a descriptor for signals")
    }

    deinit {
        close(descriptor)
    }

    /// Waits for one of the signals or for what `others` poll for.
    ///
    /// - Returns: The signal that came, which is then gone; else 0.
    func next(atMost limit: Duration, or others: [pollfd]) -> Int32 {
        var polled = others + [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        // Rounded up, so that a deadline has come when the wait for it is over.
        let milliseconds = Int32((limit / .milliseconds(1)).rounded(.up))
        _ = poll(&polled, nfds_t(polled.count), milliseconds)
        var signals = wanted
        var atOnce = timespec()
        return max(0, sigtimedwait(&signals, nil, &atOnce))
    }
}

/// Readable while one of these signals waits. In glibc for long, but in a header that Swift's view of it leaves out.
@_silgen_name("signalfd")
private func signalDescriptor(
    _ descriptor: Int32, _ signals: UnsafePointer<sigset_t>, _ flags: Int32
) -> Int32
