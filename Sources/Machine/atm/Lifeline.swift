internal import Foundation
internal import Glibc
internal import Supervisor

/// The pipe from the supervisor: when its other end closes, this process is to end, however the supervisor ended.
enum Lifeline {
    /// Calls `released` once, on a thread of its own that does nothing but wait. Started without a supervisor, by hand,
    /// there is no such pipe, and nothing is called.
    static func watch(_ released: @escaping @Sendable () -> Void) {
        let descriptor = ChildProcess.lifelineDescriptor
        guard fcntl(descriptor, F_GETFD) >= 0 else { return }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let thread = Thread {
            var byte: UInt8 = 0
            while read(descriptor, &byte, 1) != 0 && errno != EBADF {}
            released()
        }
        thread.start()
    }

    /// Ends a supervisor in its own good order, as by SIGTERM. Its signals are blocked first, so that the waiting thread does
    /// not take one that the supervisor waits for.
    static func watchForSupervisor() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGCHLD, SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        watch { kill(getpid(), SIGTERM) }
    }
}
