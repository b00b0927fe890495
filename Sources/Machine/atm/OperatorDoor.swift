internal import CashMachine
internal import Foundation
internal import MachineHost
internal import MachineStore
internal import MessageSecurity

/// Where the digits of the pad meet the operator's code.
struct OperatorDoor {
    private let file: OperatorFile
    private let pad: PINPad

    /// - Parameters:
    ///   - directory: The machine's.
    ///   - pad: Holds the digits, and wipes them when they are judged.
    init(directory: String, pad: PINPad) {
        file = OperatorFile(directory: directory)
        self.pad = pad
    }

    /// Whether a code may be typed.
    func answer() -> OperatorCodeAnswer {
        heard { try file.answer(at: MachineClock.system.wall()) }
    }

    func judge() -> OperatorCodeAnswer {
        heard { try pad.spend { try file.judge($0, at: MachineClock.system.wall()) } }
    }

    private func heard(_ ask: () throws -> OperatorCodeAnswer) -> OperatorCodeAnswer {
        do {
            return try ask()
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            return .unusable
        }
    }

    /// The demo's operator has a code from the beginning; a kiosk's must be set.
    static func openForDemo(_ directory: String) throws {
        let file = OperatorFile(directory: directory)
        guard !file.isSet else { return }
        var code = PIN()
        for digit: UInt8 in [2, 4, 6, 8, 1, 0] { _ = code.append(digit) }
        _ = try file.set(code)
    }
}
