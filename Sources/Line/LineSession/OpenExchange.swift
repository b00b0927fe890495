internal import MessageSecurity
internal import Retry

/// An exchange that is being repeated, and what proves that an answer is one to it.
package struct OpenExchange: Sendable {
    var machine: RetryStateMachine
    var macs = SentMACs()

    init(_ machine: RetryStateMachine) {
        self.machine = machine
    }
}
