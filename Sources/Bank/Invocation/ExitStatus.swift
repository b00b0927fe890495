/// How both programs end, after sysexits(3).
package enum ExitStatus: Int32, CaseIterable, Sendable {
    case done = 0
    case usage = 64
    case badData = 65
    case unavailable = 69
    case internalError = 70
    case cannotCreate = 73
    case inputOutput = 74
    case configuration = 78

    package var meaning: String {
        switch self {
        case .done: "done, or ended on purpose"
        case .usage: "wrong usage"
        case .badData: "data are not as they must be, or the books do not allow it"
        case .unavailable: "something is not to be had: a terminal, a store in use, a port"
        case .internalError: "a fault of the program"
        case .cannotCreate: "a file or folder cannot be made"
        case .inputOutput: "a file cannot be read or written"
        case .configuration: "wrong in the configuration or the environment"
        }
    }

    /// For the help of a program: a line each.
    package static var help: String {
        (allCases.map { status in
            let number = String(status.rawValue)
            return "  " + number + String(repeating: " ", count: 7 - number.count) + status.meaning
        } + ["  128+n  ended by signal n"]).joined(separator: "\n")
    }
}

/// The version of both programs.
package enum ProgramVersion {
    package static let text = "1.0.0"
}
