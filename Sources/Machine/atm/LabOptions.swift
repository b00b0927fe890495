internal import ArgumentParser
internal import CashMachine
internal import Foundation
internal import LinkFaults
internal import MachineHost
internal import MachineStore
internal import Retry

/// Whom the lab asks, and over what kind of line.
struct LabOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Where the demo keeps its bank.", valueName: "dir"),
        completion: .directory)
    var state: String?

    @Option(
        help: ArgumentHelp("Another bank than the demo's; with --terminal.", valueName: "host:port")
    )
    var bank: String?

    @Option(
        help: ArgumentHelp("The terminal's bundle at that bank.", valueName: "bundle"),
        completion: .file(extensions: ["terminal"]))
    var terminal: String?

    @Flag(help: "With --bank: speak without TLS; on this computer's own addresses only.")
    var plaintext = false

    @OptionGroup var line: LineOptions

    func validate() throws {
        guard (bank == nil) == (terminal == nil) else {
            throw ValidationError("--bank and --terminal go together")
        }
        guard !plaintext || bank != nil else {
            throw ValidationError("--plaintext is said of --bank")
        }
    }

    func check(_ texts: [String]) throws {
        for text in texts {
            guard (1...TextService.longestText).contains(text.utf8.count),
                text.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
            else {
                throw ValidationError(
                    "a text is 1 to \(TextService.longestText) printable ASCII characters, and “\(text)” is not"
                )
            }
        }
    }

    /// Asks one after the other and prints each answer when it comes.
    func ask(_ services: [TextService]) async throws {
        do {
            let state = StateDirectory(given: state)
            try state.make()
            let demoBank = try await DemoBank.running(
                in: state, unless: bank, isPlaintext: plaintext)
            defer { demoBank.release() }
            let bundle = try await TerminalBundle.appearing(
                at: terminal ?? state.labBundle, isExpected: bank == nil)
            let client = try LabClient(
                bundle: bundle, tls: try demoBank.isPlaintext ? nil : bundle.tls(),
                directory: try MachineDirectory(path: state.lab), bank: demoBank.address, line: line
            )
            try await client.ask(services) { answer in
                FileHandle.standardOutput.write(Data((answer + "\n").utf8))
            }
        } catch let complaint as Complaint {
            throw complaint.said()
        } catch let error as MachineStoreError {
            throw Complaint(error).said()
        } catch let error as TerminalBundleError {
            throw Complaint("\(error)", exitCode: 78).said()
        }
    }
}
