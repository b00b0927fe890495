internal import Foundation

/// The end of standard input: how a program whose life hangs on another's learns that it is to end.
package enum StandardInput {
    /// Returns when it has ended.
    package static func closed() async {
        await withCheckedContinuation { continuation in
            whenClosed { continuation.resume() }
        }
    }

    /// Reads standard input to its end on a thread of its own, throws away what comes, then calls `body` once.
    package static func whenClosed(_ body: @escaping @Sendable () -> Void) {
        Thread.detachNewThread {
            var bytes = [UInt8](repeating: 0, count: 256)
            while read(STDIN_FILENO, &bytes, bytes.count) > 0 {}
            body()
        }
    }
}
