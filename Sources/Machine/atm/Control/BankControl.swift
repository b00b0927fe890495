internal import BankCommands
internal import Control
internal import ControlSocket
internal import Foundation
internal import Glibc
internal import Synchronization

/// The demo's bank as a client of the control socket: it kills itself where it was told to.
final class BankControl: Sendable {
    private let client: ControlClient
    private let point: Mutex<BankPoint?>

    /// - Parameter path: The socket.
    /// - Returns: `nil` when nobody serves there.
    /// - Throws: `ControlError`.
    init?(path: String) throws(ControlError) {
        guard let client = try ControlClient(path: path, as: .bank),
            case .state(let state)? = try client.reply()
        else { return nil }
        self.client = client
        point = Mutex(state.bankPoint)
        Thread.detachNewThread { [weak self] in self?.read(client) }
    }

    /// The writer is there with a batch of requests; called on its thread, which goes no further.
    func came(to moment: ServingMoment) {
        let here = BankPoint(moment)
        guard point.withLock({ $0 == here }) else { return }
        do throws(ControlError) {
            try client.send(.bankReached(here))
        } catch {
            // Nobody is left who could arm it again.
        }
        kill(getpid(), SIGKILL)
    }

    private func read(_ client: ControlClient) {
        do throws(ControlError) {
            while let reply = try client.reply() {
                if case .state(let state) = reply { point.withLock { $0 = state.bankPoint } }
            }
        } catch {
            FileHandle.standardError.write(Data("the control socket: \(error)\n".utf8))
        }
    }
}

extension BankPoint {
    fileprivate init(_ moment: ServingMoment) {
        switch moment {
        case .decided: self = .beforeCommit
        case .committed: self = .afterCommit
        case .answered: self = .afterAnswer
        }
    }
}
