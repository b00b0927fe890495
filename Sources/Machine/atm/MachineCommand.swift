internal import ArgumentParser
internal import Foundation
internal import NcursesDisplay
internal import Retry

/// The process that owns screen, journal and devices; started by the supervisor, which keeps the other end of its pipe.
struct MachineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "machine", abstract: "Run the machine process alone.", shouldDisplay: false)

    @Option var bundle: String
    @Option var bank: String
    @Option var control: String?
    @Flag var plaintext = false
    @Flag var kiosk = false
    @Flag var faceless = false
    @OptionGroup var recording: RecordingOptions
    @OptionGroup var replay: ReplayOptions
    @OptionGroup var screen: ScreenOptions

    static func arguments(
        _ screen: ScreenOptions, state: StateDirectory, bundle: String, bank: String,
        isPlaintext: Bool, policy: RetryPolicy,
        isKiosk: Bool, control: String?, isFaceless: Bool = false
    ) -> [String] {
        ["machine", "--bundle", bundle, "--bank", bank]
            + (isPlaintext ? ["--plaintext"] : []) + (isKiosk ? ["--kiosk"] : [])
            + (isFaceless ? ["--faceless"] : [])
            + (control.map { ["--control", $0] } ?? [])
            + screen.arguments(state: state, policy: policy)
    }

    func run() async throws {
        do {
            let exitCode = try await MachineProcess.run(
                MachineProcess.Plan(
                    state: StateDirectory(given: screen.state), bundle: bundle,
                    bank: try BankAddress(bank).checked(isPlaintext: plaintext),
                    isPlaintext: plaintext, isKiosk: kiosk, control: control, recording: recording,
                    replay: replay, screen: screen, isFaceless: faceless))
            throw ExitCode(exitCode)
        } catch let complaint as Complaint {
            throw complaint.said()
        } catch let error as DisplayError {
            throw Complaint("\(error)", exitCode: 69).said()
        }
    }
}
