internal import CashMachine
internal import Control
internal import ControlSocket
internal import Foundation
internal import Glibc
internal import LinkFaults
internal import Logging
internal import Synchronization

/// The machine process as a client of the control socket: its line follows the state, its screen gets the keys, and it
/// kills itself where it was told to.
final class MachineControl: Sendable {
    /// What is set when the machine starts.
    let first: ControlState
    /// What comes later.
    let replies: AsyncStream<ControlReply>

    private let client: ControlClient
    private let point: Mutex<JournalPoint?>

    /// Waits for what is set; `nil` when nobody serves there.
    ///
    /// - Parameters:
    ///   - path: The socket.
    ///   - role: Whose keys and one-shots it gets: the machine's, or none.
    /// - Throws: `ControlError`.
    init?(path: String, as role: ControlRole = .machine) throws(ControlError) {
        guard let client = try ControlClient(path: path, as: role),
            case .state(let state)? = try client.reply()
        else { return nil }
        self.client = client
        first = state
        point = Mutex(state.machinePoint)
        let (replies, tell) = AsyncStream.makeStream(of: ControlReply.self)
        self.replies = replies
        let reader = Thread { [weak self] in
            self?.read(client, tell)
            tell.finish()
        }
        reader.name = "control"
        reader.start()
    }

    /// The journal has just come to hold this.
    func journalled(_ event: JournalEvent) {
        guard let here = JournalPoint(event), point.withLock({ $0 == here }) else { return }
        say(.machineReached(here))
        kill(getpid(), SIGKILL)
    }

    /// Something has happened on the line.
    func heard(_ news: LineNews) {
        switch news {
        case .struck(let direction, let order): say(.struck(direction, number: order.number))
        case .sighting(let sighting):
            if let glimpse = LineGlimpse(sighting) { say(.saw(glimpse)) }
        case .connected, .disconnected: break
        }
    }

    /// This is on the machine's screen now.
    func shows(_ showing: Showing) {
        say(.showing(showing))
    }

    private func read(_ client: ControlClient, _ tell: AsyncStream<ControlReply>.Continuation) {
        do throws(ControlError) {
            while let reply = try client.reply() {
                if case .state(let state) = reply { point.withLock { $0 = state.machinePoint } }
                tell.yield(reply)
            }
        } catch {
            Logger.machine.error("the control socket: \(error)")
        }
    }

    private func say(_ request: ControlRequest) {
        do throws(ControlError) {
            try client.send(request)
        } catch {
            Logger.machine.error("the control socket: \(error)")
        }
    }
}
