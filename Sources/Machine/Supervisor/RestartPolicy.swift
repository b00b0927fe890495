/// Whether a child that has ended is started again.
///
/// One that was killed, or that crashed, is brought back within a second, unless it keeps dying: then something is
/// wrong that another start does not cure. One that ended by itself is left so, or, for a service, brought back when it
/// says that it failed.
package struct RestartPolicy: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// Any exit code is its last word.
        case program
        /// Exit code 0 says that it was stopped on purpose; any other, that it should run again.
        case service
        /// Runs once: however it ends, that was it.
        case errand
    }

    package enum Decision: Equatable, Sendable {
        case restart(after: Duration)
        case finish(exitCode: Int32)
        /// It has died `deaths` times within `Self.window`.
        case giveUp(deaths: Int)
    }

    /// How a child ended.
    package enum Ending: Equatable, Sendable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    package static let window: Duration = .seconds(20)
    package static let mostDeaths = 20

    private let kind: Kind
    private var deaths: [Duration] = []

    package init(_ kind: Kind) {
        self.kind = kind
    }

    /// - Parameters:
    ///   - ending: How the child ended.
    ///   - uptime: A steady clock's reading.
    /// - Returns: What to do about it.
    package mutating func ended(_ ending: Ending, at uptime: Duration) -> Decision {
        switch (kind, ending) {
        case (.program, .exited(let code)), (.errand, .exited(let code)):
            return .finish(exitCode: code)
        case (.errand, .killed(let signal)):
            return .finish(exitCode: 128 + signal)
        case (.service, .exited(0)):
            return .finish(exitCode: 0)
        case (.service, .exited), (.program, .killed), (.service, .killed):
            deaths = deaths.filter { uptime - $0 < Self.window } + [uptime]
            if deaths.count > Self.mostDeaths { return .giveUp(deaths: deaths.count) }
            return .restart(after: deaths.count == 1 ? .zero : .milliseconds(500))
        }
    }
}
