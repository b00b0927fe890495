package import BankProtocol
package import LineSecurity
package import MessageSecurity
package import Retry

extension RetryingTransport {
    /// Which bank, as whom, and how patiently.
    package struct Configuration: Sendable {
        package var host: String
        package var port: Int
        package var terminal: TerminalID
        /// `nil` for a terminal enrolled without: messages bear no MAC, answers' are not checked.
        package var macKey: MACKey?
        /// `nil` for a line in the clear.
        package var tls: TerminalSideTLS?
        package var policy: RetryPolicy
        package var timings: ConnectionTimings

        package init(
            host: String, port: Int, terminal: TerminalID, macKey: MACKey?,
            tls: TerminalSideTLS? = nil, policy: RetryPolicy,
            timings: ConnectionTimings = ConnectionTimings()
        ) {
            self.host = host
            self.port = port
            self.terminal = terminal
            self.macKey = macKey
            self.tls = tls
            self.policy = policy
            self.timings = timings
        }
    }
}
